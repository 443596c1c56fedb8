using System.IO.Pipelines;

namespace NgoDashboard.Screens;

/// <summary>What comes in over a connection, on its way to SignalR: passed on as it is, unless whoever derives from this does otherwise.</summary>
abstract class PassedInput(IDuplexPipe transport) : PipeReader, IDuplexPipe
{
    protected PipeReader From { get; } = transport.Input;

    public PipeReader Input => this;

    public PipeWriter Output => transport.Output;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => From.ReadAsync(cancellationToken);

    public override bool TryRead(out ReadResult result) => From.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => From.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => From.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => From.CancelPendingRead();

    public override void Complete(Exception? exception = null) => From.Complete(exception);
}
