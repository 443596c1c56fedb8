using NgoDashboard.Figures.Edits;
using NgoDashboard.Figures.Provinces;
using NgoDashboard.Meeting.Inbox;

namespace NgoDashboard.Live.Inbox;

/// <summary>
/// What one officer may do with the desk's inbox: read what the own province has sent, send more and withdraw it. Pages for provinces get
/// this and not the lists of all provinces (held by ProvinceReachTests).
/// </summary>
public sealed class ProvinceInbox(
    ProvinceCode province, Operator officer, Amendments amendments, Proposals proposals, SpeakingQueue speakingQueue)
{
    /// <summary>In order of submission.</summary>
    public IReadOnlyList<Amendment> OwnAmendments => amendments.ForProvince(province);

    /// <summary>In order of submission.</summary>
    public IReadOnlyList<Proposal> OwnProposals => proposals.ForProvince(province);

    /// <summary>Null where the province has no open request to speak.</summary>
    public SpeakingRequest? OpenSpeakingRequest => speakingQueue.OpenRequestOf(province);

    /// <summary>The place of the own request among those of all provinces that wait, counted from 1.</summary>
    public int PositionInQueue(SpeakingRequest own) => speakingQueue.PositionOf(own);

    /// <inheritdoc cref="Amendments.Submit"/>
    public Task<IReadOnlyList<Finding>> SubmitAmendment(Restatement restatement, Upload? upload) =>
        amendments.Submit(province, officer, restatement, upload);

    /// <inheritdoc cref="Amendments.Withdraw"/>
    public Task<bool> WithdrawAmendment(long id) => amendments.Withdraw(province, id);

    /// <inheritdoc cref="Proposals.Submit"/>
    public Task<IReadOnlyList<Finding>> SubmitProposal(string text) => proposals.Submit(province, officer, text);

    public Task<bool> WithdrawProposal(long id) => proposals.Withdraw(province, id);

    /// <inheritdoc cref="SpeakingQueue.Submit"/>
    public Task<IReadOnlyList<Finding>> RequestToSpeak(string subject) => speakingQueue.Submit(province, officer, subject);

    public Task<bool> WithdrawSpeakingRequest() => speakingQueue.Withdraw(province);

    public IDisposable SubscribeToAmendments(Action notice) => amendments.Subscribe(notice);

    public IDisposable SubscribeToProposals(Action notice) => proposals.Subscribe(notice);

    public IDisposable SubscribeToSpeakingQueue(Action notice) => speakingQueue.Subscribe(notice);
}
