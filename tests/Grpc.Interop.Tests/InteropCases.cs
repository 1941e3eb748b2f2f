namespace Grpc.Interop.Tests;

/// <summary>The cases every independent client runs, by the names its script prints.</summary>
internal static class InteropCases
{
    public static IReadOnlyList<string> All { get; } =
    [
        "unary_call",
        "client_streaming",
        "server_streaming",
        "duplex_streaming",
        "deadline",
        "client_cancel",
        "status_with_details",
        "trailers",
        "metadata_text",
        "metadata_binary",
        "metadata_binary_many",
        "gzip_request",
        "gzip_response",
        "message_over_server_limit",
        "message_over_client_limit",
        "parallel_unary",
        "many_streams",
        "back_pressure",
    ];
}
