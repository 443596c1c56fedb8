using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Meeting.Inbox;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Storage.Engine;
using NgoDashboard.Storage.Sql;

namespace NgoDashboard.Storage.Meeting;

/// <summary>Amendments that provinces request, in SQLite. None is ever deleted, also not after it was refused or withdrawn.</summary>
public sealed class AmendmentStore(Database database)
{
    /// <summary>All amendments, oldest first.</summary>
    public IReadOnlyList<Amendment> LoadAmendments() => database.ReadInTransaction<IReadOnlyList<Amendment>>(connection =>
        [
            .. connection.Query<AmendmentRow>(
                """
                SELECT id, asked_for AS AskedFor, who, key_id AS KeyId, at, period_from AS "From", period_to AS "To", province, sector, campaign,
                       measure, value, unit, qualifier, reason, stood, stood_unit AS StoodUnit, stood_qualifier AS StoodQualifier, seen, file,
                       file_name AS FileName, file_kind AS FileKind, file_length AS FileLength, state, answer, answered_by AS AnsweredBy,
                       answered_at AS AnsweredAt, accepted_over AS AcceptedOver
                FROM amendment ORDER BY id
                """).Select(row => row.ToAmendment()),
        ]);

    /// <summary>Stores a new amendment.</summary>
    /// <returns>The same amendment with its id.</returns>
    /// <exception cref="StorageException">The write failed; nothing was stored.</exception>
    public Amendment AddAmendment(Amendment asked) => Write(connection => asked with
    {
        Id = connection.ExecuteScalar<long>(
            """
            INSERT INTO amendment (asked_for, who, key_id, at, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier,
                                   reason, stood, stood_unit, stood_qualifier, seen, file, file_name, file_kind, file_length, state)
            VALUES (@AskedFor, @Who, @KeyId, @At, @From, @To, @Province, @Sector, @Campaign, @Measure, @Value, @Unit, @Qualifier,
                    @Reason, @Stood, @StoodUnit, @StoodQualifier, @Seen, @File, @FileName, @FileKind, @FileLength, @State)
            RETURNING id
            """,
            ToParameters(asked)),
    });

    /// <summary>Stores the amendment's new state, answer and attachment; all other properties stay as they were added.</summary>
    /// <exception cref="StorageException">The write failed; the stored amendment is unchanged.</exception>
    public Amendment UpdateAmendment(Amendment changed) => Write(connection =>
    {
        connection.Execute(
            """
            UPDATE amendment SET state = @State, answer = @Answer, answered_by = @AnsweredBy, answered_at = @AnsweredAt, accepted_over = @AcceptedOver,
                                 file = @File, file_name = @FileName, file_kind = @FileKind, file_length = @FileLength
            WHERE id = @Id
            """,
            ToParameters(changed));
        return changed;
    });

    Amendment Write(Func<SqliteConnection, Amendment> write) => database.WriteInTransaction((connection, _) => write(connection));

    static object ToParameters(Amendment one)
    {
        var key = SqlMapping.ToKeyColumns(one.Key);
        return new
        {
            one.Id,
            AskedFor = one.Province.ToString(),
            Who = one.Actor,
            one.KeyId,
            At = SqlMapping.FormatInstant(one.OccurredAt),
            key.From,
            key.To,
            key.Province,
            key.Sector,
            key.Campaign,
            key.Measure,
            Value = one.Value.MinorUnits,
            Unit = one.Value.Unit.ToCode(),
            Qualifier = one.Qualifier.ToCode(),
            one.Reason,
            Stood = one.ValueWhenAsked?.MinorUnits,
            StoodUnit = one.ValueWhenAsked?.Unit.ToCode(),
            StoodQualifier = one.QualifierWhenAsked?.ToCode(),
            Seen = one.ExpectedVersion,
            File = one.Attachment?.StoredName,
            FileName = one.Attachment?.OriginalName,
            FileKind = one.Attachment is { } file ? file.Kind.ToCode() : null,
            FileLength = one.Attachment?.LengthBytes,
            State = one.State.ToCode(),
            one.Answer,
            one.AnsweredBy,
            AnsweredAt = one.AnsweredAt is { } at ? SqlMapping.FormatInstant(at) : null,
            AcceptedOver = one.AcceptedOverVersion,
        };
    }

    sealed record AmendmentRow(
        long Id, string AskedFor, string Who, string KeyId, string At, string From, string To, string Province, string? Sector,
        string? Campaign, string Measure, long Value, string Unit, string Qualifier, string Reason,
        long? Stood, string? StoodUnit, string? StoodQualifier, long Seen,
        string? File, string? FileName, string? FileKind, long? FileLength,
        string State, string? Answer, string? AnsweredBy, string? AnsweredAt, long? AcceptedOver)
    {
        public Amendment ToAmendment() => new(
            Id, ProvinceCode.Parse(AskedFor), Who, KeyId, SqlMapping.ParseInstant(At),
            SqlMapping.ParseFigureKey(From, To, Province, Sector, Campaign, Measure),
            SqlMapping.ParseQuantity(Value, Unit), SqlMapping.ParseCode<Qualifier>(Qualifier), Reason)
        {
            ValueWhenAsked = Stood is { } stood ? SqlMapping.ParseQuantity(stood, StoodUnit!) : null,
            QualifierWhenAsked = StoodQualifier is { } qualifier ? SqlMapping.ParseCode<Qualifier>(qualifier) : null,
            ExpectedVersion = Seen,
            Attachment = File is null
                ? null
                : new(File, FileName!, SqlMapping.ParseCode<AttachmentKind>(FileKind!), FileLength!.Value),
            State = SqlMapping.ParseCode<AmendmentState>(State),
            Answer = Answer,
            AnsweredBy = AnsweredBy,
            AnsweredAt = AnsweredAt is { } at ? SqlMapping.ParseInstant(at) : null,
            AcceptedOverVersion = AcceptedOver,
        };
    }
}
