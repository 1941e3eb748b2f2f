using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Locales;
using Chat.Gateway.Upstreams;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>
/// <c>GET /chat/analytics</c>: the figures in the shape of the original's <c>getStats</c>, for the tenant's secret keys.
/// Takes <c>from</c> and <c>to</c> (UTC days, YYYY-MM-DD); without <c>from</c> the last 366 days.
/// </summary>
internal static class ChatCopsAnalytics
{
    private const string Path = ChatCopsProtocol.Path + "/analytics";
    private const string DayFormat = "yyyy-MM-dd";
    private const int DefaultDays = 366;

    public static void AddChatCopsAnalytics(this IHostApplicationBuilder builder) =>
        _ = builder.AddGrpcClient<Analytics.AnalyticsClient>("sessions");

    public static void MapChatCopsAnalytics(this WebApplication app) => _ = app.MapGet(Path, (RequestDelegate)GetAsync);

    private static async Task GetAsync(HttpContext context)
    {
        var counts = await CountAsync(context, context.RequestAborted);
        if (!counts.IsSuccess)
        {
            // Read by the tenant's own backend, which has no locale: the built-in English texts will do.
            var texts = context.RequestServices.GetRequiredService<LocaleCatalog>().Find(null, LocaleCatalog.English);
            await new ChatCopsAnswers(context, texts).ErrorAsync(counts.Error, context.RequestAborted);
            return;
        }
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        Write(context.Response.BodyWriter, counts.Value);
        _ = await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private static async Task<Result<CountEventsResponse>> CountAsync(
        HttpContext context,
        CancellationToken cancellationToken
    )
    {
        var services = context.RequestServices;
        var caller = await services.GetRequiredService<Authenticator>().AuthenticateAsync(context, cancellationToken);
        if (!caller.IsSuccess)
        {
            return caller.Error;
        }
        if (caller.Value.Kind is not CallerKind.SecretKey)
        {
            return new SecretKeyRequired();
        }
        try
        {
            return await services
                .GetRequiredService<Analytics.AnalyticsClient>()
                .CountEventsAsync(
                    Span(context.Request.Query, services.GetRequiredService<TimeProvider>()),
                    GrpcCall.As(caller.Value.Principal, cancellationToken)
                );
        }
        catch (Exception broken) when (UpstreamFault.TryExplain(broken, cancellationToken, out var fault))
        {
            return fault;
        }
    }

    private static CountEventsRequest Span(IQueryCollection query, TimeProvider time)
    {
        var to = query["to"].ToString();
        if (to.Length == 0)
        {
            to = time.GetUtcNow().ToString(DayFormat, CultureInfo.InvariantCulture);
        }
        var from = query["from"].ToString();
        // What is no day is left for Sessions to refuse.
        if (from.Length == 0 && DateOnly.TryParseExact(to, DayFormat, out var last) && last.DayNumber >= DefaultDays)
        {
            from = last.AddDays(1 - DefaultDays).ToString(DayFormat, CultureInfo.InvariantCulture);
        }
        return new CountEventsRequest { From = from, To = to };
    }

    private static void Write(IBufferWriter<byte> output, CountEventsResponse counts)
    {
        var messages = counts.MessagesSent + counts.MessagesReceived;
        var conversations = counts.ConversationsStarted;
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteNumber("totalConversations", conversations);
        json.WriteNumber("totalMessages", messages);
        // The documented name, and the one of the original's code.
        json.WriteNumber("leadsCaptured", counts.LeadsCaptured);
        json.WriteNumber("leadsCapture", counts.LeadsCaptured);
        json.WriteNumber("averageMessagesPerConversation", conversations == 0 ? 0 : (double)messages / conversations);
        json.WriteStartObject("eventCounts");
        json.WriteNumber("conversation:started", conversations);
        json.WriteNumber("message:sent", counts.MessagesSent);
        json.WriteNumber("message:received", counts.MessagesReceived);
        json.WriteNumber("lead:captured", counts.LeadsCaptured);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
