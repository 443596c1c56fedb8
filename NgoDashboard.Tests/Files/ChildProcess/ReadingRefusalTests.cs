using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NgoDashboard.Files.ChildProcess;
using NgoDashboard.Tests.TestKit.Applications;

namespace NgoDashboard.Tests.Files.ChildProcess;

/// <summary>What the API answers if a file cannot be read now.</summary>
[Trait("Tier", "Host")]
public sealed class ReadingRefusalTests(TestApplication app) : IClassFixture<TestApplication>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/imports")]
    [InlineData("/api/points")]
    public async Task File_ForWhichThereIsNoPlaceInTheQueue_MayBeSentAgain(string path)
    {
        var reader = (InProcessFileReader)app.Services.GetRequiredService<UploadedFileReader>();
        reader.BeforeRead = _ => throw new ReadingQueueFullException();
        using var body = new ByteArrayContent("a;b\n"u8.ToArray());

        using var response = await app.DeskClient.PostAsync(path, body, Cancellation);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, ReadingQueueFullException.RetryAfter), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        Assert.NotEqual("", (await response.ReadJson()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Review_ThatTakesTooLong_IsASentence()
    {
        var reader = (InProcessFileReader)app.Services.GetRequiredService<UploadedFileReader>();
        reader.BeforeRead = _ => throw new ReviewTimeoutException(TimeSpan.FromSeconds(30));
        using var body = new ByteArrayContent("a;b\n"u8.ToArray());

        using var response = await app.DeskClient.PostAsync("/api/imports", body, Cancellation);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("30", (await response.ReadJson()).GetProperty("title").GetString(), StringComparison.Ordinal);
    }
}
