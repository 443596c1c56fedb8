using NgoDashboard.Figures.Codes;
using NgoDashboard.Figures.Provinces;

namespace NgoDashboard.Meeting.Inbox;

/// <summary>The states of a <see cref="Proposal"/>.</summary>
public enum ProposalState
{
    [Code("open")] Open,
    [Code("answered")] Answered,
    [Code("withdrawn")] Withdrawn,
}

/// <summary>A proposal or question of a province, in words (kiến nghị).</summary>
public sealed record Proposal(long Id, ProvinceCode Province, string Actor, string KeyId, DateTimeOffset OccurredAt, string Body)
{
    public const int MaxBodyLength = 2_000;
    public const int MaxAnswerLength = 2_000;

    public ProposalState State { get; init; } = ProposalState.Open;

    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The allowed changes of state; an answer may be replaced by another.</summary>
    public bool CanBecome(ProposalState next) => (State, next) is (ProposalState.Open or ProposalState.Answered, ProposalState.Answered)
        or (ProposalState.Open, ProposalState.Withdrawn);
}
