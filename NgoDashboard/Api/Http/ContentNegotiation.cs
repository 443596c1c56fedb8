namespace NgoDashboard.Api.Http;

/// <summary>What form of an answer a request asks for.</summary>
static class ContentNegotiation
{
    /// <summary>The type that is wanted most; of equals, and where nothing is said, the first.</summary>
    public static string PreferredMediaType(this HttpRequest request, params ReadOnlySpan<string> types)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var (best, most) = (types[0], Quality(types[0]));
        foreach (var type in types[1..])
        {
            if (Quality(type) is var quality && quality > most)
                (best, most) = (type, quality);
        }

        return best;

        double Quality(string type) => accepted.Where(media => media.MediaType == type).Select(media => media.Quality ?? 1).DefaultIfEmpty(0).Max();
    }
}
