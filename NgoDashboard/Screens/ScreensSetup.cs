using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.WebEncoders;
using NgoDashboard.Components.Scenes.Stage;
using NgoDashboard.Live;
using NgoDashboard.Screens.Connections;
using NgoDashboard.Screens.Frames;
using NgoDashboard.Screens.Hubs;
using NgoDashboard.Screens.Sending;

namespace NgoDashboard.Screens;

/// <summary>The hub, delivery and the limits of connections, for composition.</summary>
public static class ScreensSetup
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        // For the screens' hub only: a circuit of the desk is a hub too, and its page reconnects after 30 s without a message.
        services.AddSignalR().AddHubOptions<BriefingHub>(options =>
        {
            // Switched off: SilentConnections detects silent clients, because it counts acknowledgements too.
            options.ClientTimeoutInterval = TimeSpan.FromDays(1);
            // Switched off: SignalR pings all connections at once, also those that were just sent a frame. FrameDelivery keeps them alive.
            options.KeepAliveInterval = TimeSpan.FromDays(1);
            // A screen sends only "Painted" and "Received".
            options.MaximumReceiveMessageSize = 4 * 1024;
        });
        // The default encoder writes "ỉ" as &#x1EC9;, which doubles the size of a Vietnamese frame.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        // A long-polling client has this time between two polls; with the poll itself it is then detected as late as any other.
        services.Configure<ConnectionOptions>(
            options => options.DisconnectTimeout = SilentConnections.SilenceTimeout - SilentConnections.PollTimeout);
        services.AddSingleton<HubConnections>();
        services.AddSingleton<HubLifetimeManager<BriefingHub>, ScreenHubLifetimeManager>();
        services.AddSingleton<IHubActivator<BriefingHub>, BriefingHubActivator>();
        services.AddSingleton<ComponentHtmlRenderer>();
        services.AddSingleton<FrameRenderer>();
        services.AddSingleton<ScreenPageCache>();
        services.AddSingleton<RevokedConnections>();
        services.AddHostedSingleton<FrameDelivery>();
        services.AddHostedSingleton<RollCallBadgeSender>();
        services.AddHostedService<ClockChangeSender>();
        services.AddConnectionLimits();
        return services;
    }

    /// <summary>The transport as thousands of screens need it, and the files of pages from memory.</summary>
    public static void UseScreenTransport(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseSockets(options =>
        {
            // Thousands of screens reconnect in the same seconds: they wait in the backlog instead of being refused.
            options.Backlog = 4096;
            // Continuations run inline: no handler blocks a socket's thread, so a hop to the thread pool would only cost time.
            options.UnsafePreferInlineScheduling = true;
        });
        if (!builder.Environment.IsDevelopment())
            builder.Environment.WebRootFileProvider = new InMemoryFileProvider(builder.Environment.WebRootFileProvider);
    }
}
