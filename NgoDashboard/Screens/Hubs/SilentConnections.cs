using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace NgoDashboard.Screens.Hubs;

/// <summary>
/// Aborts connections that send nothing. SignalR does so only after a first ping, and does not see the acknowledgements, which
/// <see cref="AcknowledgementFastPath"/> removes: a screen that lost its network in the first seconds would stay for ever. Long polling is
/// excluded, because it is silent between polls; its transport ends the connection when no poll comes.
/// </summary>
static class SilentConnections
{
    /// <summary>Longer than the 15 s between the pings of a SignalR client with default settings.</summary>
    public static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A poll is answered within this time; the next poll shows that the client is alive.</summary>
    public static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(5);

    public static IConnectionBuilder AbortWhenSilent(this IConnectionBuilder connections)
    {
        var time = connections.ApplicationServices.GetRequiredService<TimeProvider>();
        return connections.Use(next => connection =>
        {
            var reader = new ActivityPipeReader(connection.Transport, time);
            connection.Transport = reader;
            connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(
                _ =>
                {
                    if (reader.SilentFor >= SilenceTimeout
                        && connection.Features.Get<IConnectionInherentKeepAliveFeature>() is not { HasInherentKeepAlive: true })
                        connection.Abort();
                },
                reader);
            return next(connection);
        });
    }

    /// <summary>Records the time of the last received data.</summary>
    sealed class ActivityPipeReader(IDuplexPipe transport, TimeProvider time) : PassThroughPipeReader(transport)
    {
        long lastActivity = time.GetTimestamp();

        public TimeSpan SilentFor => time.GetElapsedTime(Interlocked.Read(ref lastActivity));

        // Recorded here, because SignalR calls this after each read; overriding ReadAsync would slow down every read.
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
