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
        operation.Responses!["200"].Content!["application/json"] = new OpenApiMediaType { Schema = WholeAnswer() };
        return Task.CompletedTask;
    }

    private static OpenApiSchema WholeAnswer() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description =
                "With `stream` false. The message is stored; `reply`, `manual` or `error` says what became of it.",
            Required = new HashSet<string>(StringComparer.Ordinal) { "conversationId", "message" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["conversationId"] = Field(JsonSchemaType.String, "The conversation the message is in."),
                ["visitorToken"] = Field(JsonSchemaType.String, "A token of the visitor's, to go on with."),
                ["message"] = Field(JsonSchemaType.Object, "The stored message: `id`, `sequence`."),
                ["replyId"] = Field(JsonSchemaType.String, "The reply's id; absent where no reply was begun."),
                ["reply"] = Field(
                    JsonSchemaType.Object,
                    "The AI's message as `GET /v1/conversations/{id}/messages` shows it, with `text`, `citations`, `usage`."
                ),
                ["leadIds"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = Field(JsonSchemaType.String, "A lead's id."),
                    Description = "The leads that were captured.",
                },
                ["manual"] = Field(JsonSchemaType.Boolean, "True: people answer this conversation."),
                ["humanTurn"] = Field(
                    JsonSchemaType.String,
                    "With `manual`: `queued`, or `handed_over` to an agent who has the conversation."
                ),
                ["error"] = Field(
                    JsonSchemaType.Object,
                    "Why there is no reply: `code`, `message`, `retryable`. A retry with the same keys adds no message."
                ),
            },
        };

    private static OpenApiSchema Field(JsonSchemaType type, string description) =>
        new() { Type = type, Description = description };

    private static OpenApiParameter Header(string name, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
