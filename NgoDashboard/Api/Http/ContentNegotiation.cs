namespace NgoDashboard.Api.Http;

/// <summary>Chooses the media type of a response by the request's Accept header.</summary>
static class ContentNegotiation
{
    /// <summary>The type with the highest quality; among equals, and without a header, the first.</summary>
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

        double Quality(string type) =>
            accepted.Where(media => media.MediaType == type).Select(media => media.Quality ?? 1).DefaultIfEmpty(0).Max();
    }
}
