using Chat.Gateway.Sse;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Chat.Gateway.Events;

/// <summary>What the signature of <c>GET /v1/conversations/{id}/events</c>, which reads its request itself, does not say.</summary>
internal static class EventsDescription
{
    public static Task AddParametersAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(
            Parameter(
                EventsEndpoint.AfterParameter,
                ParameterLocation.Query,
                JsonSchemaType.String,
                "The id of the last event that was read; the stream goes on behind it. Left out: from the beginning."
            )
        );
        operation.Parameters.Add(
            Parameter(
                EventsEndpoint.SignalsParameter,
                ParameterLocation.Query,
                JsonSchemaType.Boolean,
                "Whether events `signal` come, too; default false."
            )
        );
        operation.Parameters.Add(
            Parameter(
                SseProtocol.LastEventId,
                ParameterLocation.Header,
                JsonSchemaType.String,
                "As `after`, and before it: browsers send it by themselves."
            )
        );
        return Task.CompletedTask;
    }

    private static OpenApiParameter Parameter(
        string name,
        ParameterLocation location,
        JsonSchemaType type,
        string description
    ) =>
        new()
        {
            Name = name,
            In = location,
            Description = description,
            Schema = new OpenApiSchema { Type = type },
        };
}
