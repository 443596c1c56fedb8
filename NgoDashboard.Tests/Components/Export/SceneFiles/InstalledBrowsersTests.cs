using Microsoft.Extensions.Configuration;
using NgoDashboard.Components.Export.SceneFiles;
using NgoDashboard.Language;
using NgoDashboard.Tests.TestKit.Infrastructure;

namespace NgoDashboard.Tests.Components.Export.SceneFiles;

public sealed class InstalledBrowsersTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Browser_ThatIsNamed_IsTakenAndTheSettingGoesBeforeTheVariable()
    {
        var (one, other) = (CreateProgram("một trình duyệt"), CreateProgram("other"));

        Assert.Equal(one, Find(one, other));
        Assert.Equal(other, Find(null, other));
        Assert.Equal(one, Find(one, folder.GetFilePath("missing")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Browser_WithABlankSetting_IsNone(string setting) => Assert.Null(Find(setting, CreateProgram("other")));

    [Theory]
    [InlineData("Browser__Path", "missing")]
    [InlineData("Browser__Path", "text")]
    [InlineData("Browser__Path", ".")]
    [InlineData("CHROMIUM_PATH", "missing")]
    [InlineData("CHROMIUM_PATH", "text")]
    public void Browser_ThatCannotBeExecuted_IsRefusedWithASentence(string name, string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no right to execute a file.");
        File.WriteAllText(folder.GetFilePath("text"), "no program");
        var path = folder.GetFilePath(file);

        var refused = Assert.Throws<InvalidSettingException>(() => name == "Browser__Path" ? Find(path, null) : Find(null, path));

        Assert.Equal(
            [
                $"{name} là “{path}”: phải là đường dẫn của một tệp chương trình có thật và chạy được. Hãy sửa cài đặt rồi chạy lại.",
                $"{name} is “{path}”: it must be the path of a program file that exists and can be executed. Correct the setting and start again.",
            ],
            refused.Message.Split(Environment.NewLine));
    }

    static string? Find(string? setting, string? variable) => InstalledBrowsers.FindExecutable(new(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Browser:Path"] = setting, ["CHROMIUM_PATH"] = variable }).Build()));

    string CreateProgram(string name)
    {
        var path = folder.GetFilePath(name);
        File.WriteAllText(path, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
