using System.IO.Pipelines;

namespace NgoDashboard.Screens.Hubs;

/// <summary>Wraps the input of a connection's transport; derived classes override what they change.</summary>
abstract class PassThroughPipeReader(IDuplexPipe transport) : PipeReader, IDuplexPipe
{
    protected PipeReader Inner { get; } = transport.Input;

    public PipeReader Input => this;

    public PipeWriter Output => transport.Output;

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Inner.ReadAsync(cancellationToken);

    public override bool TryRead(out ReadResult result) => Inner.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => Inner.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => Inner.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => Inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => Inner.Complete(exception);
}
