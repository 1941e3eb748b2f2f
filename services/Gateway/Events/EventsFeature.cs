using Chat.ServiceDefaults.OpenApi;

namespace Chat.Gateway.Events;

/// <summary>Registration of the conversations' event streams.</summary>
internal static class EventsFeature
{
    public static void AddEvents(this IHostApplicationBuilder builder) =>
        _ = builder.Services.AddSingleton<EventsEndpoint>();

    public static void MapEvents(this WebApplication app) =>
        _ = app.MapGet(
                $"{GatewayPaths.Api}/conversations/{{id:guid}}/events",
                static (HttpContext context, Guid id, EventsEndpoint endpoint) => endpoint.HandleAsync(context, id)
            )
            .AddOpenApiOperationTransformer(EventsDescription.AddParametersAsync)
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .WithTags("Conversations")
            .WithSummary("Follows a conversation")
            .WithDescription(
                "An event stream of `message`, `reply`, `delta`, `ended` and `reset`. Every event's id is a cursor: send the last "
                    + "one as `Last-Event-ID` (or `?after=`) to go on behind it. With `?signals=true` events `signal` come, "
                    + "too, without an id: who types, who has read how far, who is there."
            )
            .WithProblems(400, 404, 429);
}
