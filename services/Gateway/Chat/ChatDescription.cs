using Chat.Gateway.Sse;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Gateway.Chat;

/// <summary>What the signature of <c>POST /v1/chat</c>, which reads its request itself, does not say.</summary>
internal static class ChatDescription
{
    public static Task AddHeadersAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(
            Header(
                IdempotencyKey.Header,
                "Makes a retry give the first result, also of a message that begins a conversation. 1 to 255 characters, "
                    + "not stored. With a publishable key it gives access to what it began, for 24 hours and with the "
                    + "same text only: it must be a random UUID (version 4), kept like a password. Used with another "
                    + "text: 409 `idempotency_key_reused`."
            )
        );
        operation.Parameters.Add(
            Header(
                SseProtocol.LastEventId,
                "The id of the last event that was read: the stream goes on behind it, without a second answer. The body "
                    + "then needs the `conversationId` only."
            )
        );
        return Task.CompletedTask;
    }

    private static OpenApiParameter Header(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
