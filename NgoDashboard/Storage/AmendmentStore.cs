using Dapper;
using Microsoft.Data.Sqlite;
using NgoDashboard.Figures;

namespace NgoDashboard.Storage;

/// <summary>Requests of provinces in SQLite, for good: what was refused or taken back stays too.</summary>
public sealed class AmendmentStore(Database database)
{
    /// <summary>In the order of their coming.</summary>
    public IReadOnlyList<Amendment> All() => database.Read<IReadOnlyList<Amendment>>(connection =>
        [
            .. connection.Query<Row>(
                """
                SELECT id, asked_for AS AskedFor, who, key_id AS KeyId, at, period_from AS "From", period_to AS "To", province, sector, campaign,
                       measure, value, unit, qualifier, reason, stood, stood_unit AS StoodUnit, stood_qualifier AS StoodQualifier, seen, file,
                       file_name AS FileName, file_kind AS FileKind, file_length AS FileLength, state, answer, answered_by AS AnsweredBy,
                       answered_at AS AnsweredAt, accepted_over AS AcceptedOver
                FROM amendment ORDER BY id
                """).Select(row => row.ToAmendment()),
        ]);

    /// <returns>The same with its id.</returns>
    /// <exception cref="StorageException">The disk refuses; nothing was stored.</exception>
    public Amendment Add(Amendment asked) => Write(connection => asked with
    {
        Id = connection.ExecuteScalar<long>(
            """
            INSERT INTO amendment (asked_for, who, key_id, at, period_from, period_to, province, sector, campaign, measure, value, unit, qualifier,
                                   reason, stood, stood_unit, stood_qualifier, seen, file, file_name, file_kind, file_length, state)
            VALUES (@AskedFor, @Who, @KeyId, @At, @From, @To, @Province, @Sector, @Campaign, @Measure, @Value, @Unit, @Qualifier,
                    @Reason, @Stood, @StoodUnit, @StoodQualifier, @Seen, @File, @FileName, @FileKind, @FileLength, @State)
            RETURNING id
            """,
            Columned(asked)),
    });

    /// <summary>Another state, with the answer that goes with it.</summary>
    /// <exception cref="StorageException">The disk refuses; it is as it was.</exception>
    public Amendment Put(Amendment changed) => Write(connection =>
    {
        connection.Execute(
            """
            UPDATE amendment SET state = @State, answer = @Answer, answered_by = @AnsweredBy, answered_at = @AnsweredAt, accepted_over = @AcceptedOver,
                                 file = @File, file_name = @FileName, file_kind = @FileKind, file_length = @FileLength
            WHERE id = @Id
            """,
            Columned(changed));
        return changed;
    });

    Amendment Write(Func<SqliteConnection, Amendment> write) => database.Write((connection, _) => write(connection));

    static object Columned(Amendment one)
    {
        var key = Columns.Of(one.Key);
        return new
        {
            one.Id,
            AskedFor = one.Province.ToString(),
            one.Who,
            one.KeyId,
            At = Columns.Text(one.At),
            key.From,
            key.To,
            key.Province,
            key.Sector,
            key.Campaign,
            key.Measure,
            Value = one.Value.Minor,
            Unit = one.Value.Unit.Word(),
            Qualifier = one.Qualifier.Word(),
            one.Reason,
            Stood = one.Stood?.Minor,
            StoodUnit = one.Stood?.Unit.Word(),
            StoodQualifier = one.StoodQualifier?.Word(),
            one.Seen,
            one.Attachment?.File,
            FileName = one.Attachment?.Name,
            FileKind = one.Attachment is { } file ? Columns.Word(file.Kind) : null,
            FileLength = one.Attachment?.Length,
            State = Columns.Word(one.State),
            one.Answer,
            one.AnsweredBy,
            AnsweredAt = one.AnsweredAt is { } at ? Columns.Text(at) : null,
            one.AcceptedOver,
        };
    }

    sealed record Row(
        long Id, string AskedFor, string Who, string KeyId, string At, string From, string To, string Province, string? Sector, string? Campaign,
        string Measure, long Value, string Unit, string Qualifier, string Reason, long? Stood, string? StoodUnit, string? StoodQualifier, long Seen,
        string? File, string? FileName, string? FileKind, long? FileLength, string State, string? Answer, string? AnsweredBy, string? AnsweredAt,
        long? AcceptedOver)
    {
        public Amendment ToAmendment() => new(
            Id, ProvinceCode.Parse(AskedFor), Who, KeyId, Columns.Instant(At), Columns.Key(From, To, Province, Sector, Campaign, Measure),
            Columns.Quantity(Value, Unit), Columns.Read<Qualifier>(Qualifier, Wire.TryRead), Reason)
        {
            Stood = Stood is { } stood ? Columns.Quantity(stood, StoodUnit!) : null,
            StoodQualifier = StoodQualifier is { } qualifier ? Columns.Read<Qualifier>(qualifier, Wire.TryRead) : null,
            Seen = Seen,
            Attachment = File is null ? null : new(File, FileName!, Columns.Read<AttachmentKind>(FileKind!, Columns.TryRead), FileLength!.Value),
            State = Columns.Read<AmendmentState>(State, Columns.TryRead),
            Answer = Answer,
            AnsweredBy = AnsweredBy,
            AnsweredAt = AnsweredAt is { } at ? Columns.Instant(at) : null,
            AcceptedOver = AcceptedOver,
        };
    }
}
