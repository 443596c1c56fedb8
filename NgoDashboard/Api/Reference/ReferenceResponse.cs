using NgoDashboard.Api.Http;
using NgoDashboard.Api.Stage;
using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Cube;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Figures.ReferenceEdits;
using NgoDashboard.Figures.Text;
using NgoDashboard.Language;
using NgoDashboard.Live.Commands;
using NgoDashboard.Live.Scenes;
using NgoDashboard.Live.State;

namespace NgoDashboard.Api.Reference;

/// <param name="Confirmed">False where the data file that it was loaded from marks it as unverified.</param>
public sealed record RateResponse(int Year, decimal VndPerUsd, RateSourceFields Source, bool Confirmed);

/// <param name="Totals">How many totals stay partial only because the year has no rate.</param>
public sealed record MissingRateResponse(int Year, int Totals);

public sealed record SectorResponse(
    string Id, string Name, string NameEn, string Short, string ShortEn, IReadOnlyList<string> Aliases);

public sealed record CampaignResponse(string Id, string Kind, string Name, string NameEn, IReadOnlyList<string> Aliases);

/// <param name="Version">The version that changed the reference data last.</param>
public sealed record ReferenceResponse(
    long Version,
    IEnumerable<RateResponse> Rates,
    IEnumerable<MissingRateResponse> MissingRates,
    IEnumerable<SectorResponse> Sectors,
    IEnumerable<CampaignResponse> Campaigns)
{
    public static ReferenceResponse From(Snapshot snapshot)
    {
        var reference = snapshot.Reference;
        return new(
            reference.Version,
            reference.Rates.Select(rate => new RateResponse(
                rate.Year, rate.VndPerUsd,
                new(rate.Source.Publisher, rate.Source.Title, rate.Source.Url, rate.Source.Date), rate.IsConfirmed)),
            MissingRate.Find(snapshot).Select(missing => new MissingRateResponse(missing.Year, missing.TotalCount)),
            reference.Sectors.Select(sector => new SectorResponse(
                sector.Id, sector.Name, sector.NameEn, sector.ShortName, sector.ShortNameEn, sector.Aliases)),
            reference.Campaigns.Select(campaign => new CampaignResponse(
                campaign.Id, campaign.Kind.ToCode(), campaign.Name, campaign.NameEn, campaign.Aliases)));
    }
}

/// <param name="Kind">stated, summed, partial, derived or unpublished.</param>
/// <param name="Parts">How many parts the total has; 0 where it is no sum.</param>
/// <param name="KnownParts">How many of them are in the sum.</param>
public sealed record TotalResponse(decimal? Value, string? Unit, string Kind, int KnownParts, int Parts)
{
    public static TotalResponse From(Total total) => new(
        total.Value?.WholeUnits, total.Value?.Unit.ToCode(), total.Kind.ToCode(), total.KnownPartCount, total.PartCount);
}

/// <param name="Figure">Its name in the reader's language.</param>
public sealed record TotalEffectResponse(
    string Figure, string From, string To, string? Province, string? Sector, string Measure, TotalResponse Before, TotalResponse After);

/// <param name="OnAir">False for one that is only in the agenda.</param>
public sealed record SceneEffectResponse(
    string Scene, StageParameters Parameters, string Title, bool OnAir, IEnumerable<TotalEffectResponse> Totals);

/// <param name="Statement">Its id: <c>adopted</c> of a merger names it.</param>
public sealed record StatementResponse(long Statement, decimal Value, string Unit);

/// <param name="Remaining">Of the item that others are merged into.</param>
public sealed record ConflictResponse(string Figure, StatementResponse Remaining, StatementResponse Merged);

/// <summary>What a change of the reference data would do; nothing is stored.</summary>
/// <param name="Errors">Why it would be refused.</param>
/// <param name="Questions">What it would be taken over with a reason (<c>because</c>).</param>
/// <param name="Figures">How many figures it is about.</param>
/// <param name="TotalCount">How many totals read otherwise; the first 200 are in <paramref name="Totals"/>.</param>
public sealed record ReferencePreviewResponse(
    IEnumerable<ApiError> Errors,
    IEnumerable<ApiError> Questions,
    IEnumerable<string> Changes,
    int Figures,
    int TotalCount,
    IEnumerable<TotalEffectResponse> Totals,
    IEnumerable<SceneEffectResponse> Scenes,
    IEnumerable<ConflictResponse> Conflicts)
{
    const int MaxTotals = 200;

    public static ReferencePreviewResponse From(ReferencePreview preview, BriefingState newest, DisplayLanguage language)
    {
        var reference = newest.Snapshot.Reference;
        return new(
            preview.Errors.Select(finding => ApiError.From(finding, reference, language)),
            preview.Doubts.Select(doubt => ApiError.From(doubt.Finding, reference, language) with
            {
                Message = doubt.ToSentence(reference, language),
            }),
            preview.DescribeChanges(language),
            preview.FigureCount,
            preview.Totals.Length,
            preview.Totals.Take(MaxTotals).Select(effect => ToResponse(effect, preview.After.Reference, language)),
            preview.Scenes.Select(scene => new SceneEffectResponse(
                scene.Scene.Kind, StageParameters.From(scene.Scene), SceneTitle.TitleFor(scene.Scene, newest.Snapshot, language),
                scene.IsOnAir,
                scene.Totals.Select(effect => ToResponse(effect, preview.After.Reference, language)))),
            preview.Conflicts.Select(conflict => new ConflictResponse(
                language.DisplayNames.ForFigure(conflict.Key, reference), ToResponse(conflict.Remaining), ToResponse(conflict.Merged))));
    }

    static StatementResponse ToResponse(Statement statement) =>
        new(statement.Id, statement.Value.WholeUnits, statement.Value.Unit.ToCode());

    static TotalEffectResponse ToResponse(TotalEffect effect, ReferenceData reference, DisplayLanguage language) => new(
        language.DisplayNames.ForFigure(effect.Key, reference), effect.Key.Period.From.ToIsoDate(), effect.Key.Period.To.ToIsoDate(),
        effect.Key.Province?.ToString(), effect.Key.Sector, effect.Key.Measure.ToCode(), TotalResponse.From(effect.Before),
        TotalResponse.From(effect.After));
}
