using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NgoDashboard.Components.Layout;
using NgoDashboard.Live;
using NgoDashboard.Storage.Disk;
using NgoDashboard.Tests.TestKit.Samples;
using static NgoDashboard.Tests.TestKit.Samples.SampleData;

namespace NgoDashboard.Tests.Components.Layout;

/// <summary>The guard against double presses, which all forms of desk and provinces share.</summary>
public sealed class SavingComponentTests : ComponentTest
{
    public SavingComponentTests() => AddDeskServices(TestBriefing.Create([(National(), Usd(100))]));

    [Fact]
    public async Task Button_PressedAgainOnASlowDisk_SavesOnceAndIsBusyMeanwhile()
    {
        var form = Render<SlowForm>();

        Task[] presses = [Press(form), Press(form)];

        Assert.Equal((1, "busy"), (form.Instance.SaveCount, TextOf(form.Find("button"))));
        form.Instance.Disk.SetResult();
        await Task.WhenAll(presses);
        Assert.Equal("idle", TextOf(form.Find("button")));
    }

    [Fact]
    public async Task Button_PressedAfterTheFirstPressIsDone_SavesAgain()
    {
        var form = Render<SlowForm>();
        form.Instance.Disk.SetResult();

        await Press(form);
        await Press(form);

        Assert.Equal(2, form.Instance.SaveCount);
    }

    [Fact]
    public async Task Button_WhoseWorkWasNotSaved_SaysSoAndCanBePressedAgain()
    {
        var form = Render<SlowForm>();
        form.Instance.Disk.SetException(new NotSavedException(new StorageException(StorageProblem.Full, "briefing.db")));

        await Press(form);
        await Press(form);

        Assert.Equal((2, "idle"), (form.Instance.SaveCount, TextOf(form.Find("button"))));
        Assert.All(Services.GetRequiredService<ISnackbar>().ShownSnackbars, shown => Assert.Equal(Severity.Error, shown.Severity));
    }

    static Task Press(IRenderedComponent<SlowForm> form) => form.InvokeAsync(() => form.Find("button").ClickAsync(new MouseEventArgs()));

    /// <summary>One button, whose work takes until the test completes it.</summary>
    sealed class SlowForm : SavingComponent
    {
        public TaskCompletionSource Disk { get; } = new();

        public int SaveCount { get; private set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", EventCallback.Factory.Create(this, () => SaveIfIdle(Save)));
            builder.AddContent(2, IsBusy ? "busy" : "idle");
            builder.CloseElement();
        }

        Task Save()
        {
            SaveCount++;
            return Disk.Task;
        }
    }
}
