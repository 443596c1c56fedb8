using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Ends connections that nothing comes from. SignalR does so too, but only of one that has pinged once, and it does not hear the
/// acknowledgements: a screen that was cut off in its first seconds would be there for ever. One that polls says nothing between its
/// polls: it is ended, by the transport, when no poll comes.
/// </summary>
static class SilentConnections
{
    /// <summary>Longer than the fifteen seconds after which a client of SignalR, unless it is told otherwise, says that it is there.</summary>
    public static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A poll is answered within this time, and the next one is the sign of life.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(5);

    public static IConnectionBuilder AbortWhenSilent(this IConnectionBuilder connections)
    {
        var time = connections.ApplicationServices.GetRequiredService<TimeProvider>();
        return connections.Use(next => connection =>
        {
            var heard = new ActivityPipeReader(connection.Transport, time);
            connection.Transport = heard;
            connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(
                _ =>
                {
                    if (heard.SilentFor >= SilenceTimeout && connection.Features.Get<IConnectionInherentKeepAliveFeature>() is not { HasInherentKeepAlive: true })
                        connection.Abort();
                },
                heard);
            return next(connection);
        });
    }

    /// <summary>Remembers when something came last.</summary>
    sealed class ActivityPipeReader(IDuplexPipe transport, TimeProvider time) : PassThroughPipeReader(transport)
    {
        long lastActivity = time.GetTimestamp();

        public TimeSpan SilentFor => time.GetElapsedTime(Interlocked.Read(ref lastActivity));

        // Whoever has read something says how much of it: heard here, a read costs no more than without us.
        public override void AdvanceTo(SequencePosition consumed)
        {
            RecordActivity();
            base.AdvanceTo(consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            RecordActivity();
            base.AdvanceTo(consumed, examined);
        }

        void RecordActivity() => Interlocked.Exchange(ref lastActivity, time.GetTimestamp());
    }
}
