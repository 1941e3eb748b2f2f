using System.Net;
using System.Net.Http.Headers;

namespace Chat.Testing.Grpc;

/// <summary>Calls an RPC of any kind without credentials, by hand, so that no client library can add or hide a thing.</summary>
public static class AnonymousCaller
{
    private const string Unauthenticated = "16";

    // One message of no bytes, uncompressed: valid for every request type.
    private static readonly byte[] EmptyMessage = [0, 0, 0, 0, 0];

    /// <summary>Whether a server refuses the call because it does not know who calls.</summary>
    /// <param name="server">The server's h2c address.</param>
    /// <param name="service">Full name of the service.</param>
    /// <param name="method">Name of the RPC.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<bool> IsRefusedAsync(
        Uri server,
        string service,
        string method,
        CancellationToken cancellationToken
    )
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"/{service}/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(EmptyMessage),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var response = await client.SendAsync(request, cancellationToken);
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode == HttpStatusCode.Unauthorized
            || StatusOf(response.Headers) == Unauthenticated
            || StatusOf(response.TrailingHeaders) == Unauthenticated;
    }

    private static string? StatusOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("grpc-status", out var values) ? values.First() : null;
}
