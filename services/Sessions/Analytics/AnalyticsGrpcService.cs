using System.Globalization;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Analytics;

/// <summary>The gRPC edge of analytics.</summary>
[Authorize]
internal sealed class AnalyticsGrpcService(GetAnalyticsHandler handler) : Wire.Analytics.AnalyticsBase
{
    public override async Task<CountEventsResponse> CountEvents(CountEventsRequest request, ServerCallContext context)
    {
        var principal = context.GetPrincipal();
        if (principal.Kind is not PrincipalKind.SecretKey)
        {
            throw new AnalyticsForbidden().ToRpcException();
        }

        var span = new GetAnalytics(
            principal.TenantId,
            ParseOptional(request.From, "/from"),
            ParseOptional(request.To, "/to")
        );
        var found = await handler.HandleAsync(span, context.CancellationToken);
        return found.IsSuccess ? ToWire(found.Value.Totals.EventCounts) : throw found.Error.ToRpcException();
    }

    private static CountEventsResponse ToWire(IReadOnlyDictionary<string, long> counts) =>
        new()
        {
            ConversationsStarted = counts[AnalyticsNames.ConversationStarted],
            MessagesSent = counts[AnalyticsNames.MessageSent],
            MessagesReceived = counts[AnalyticsNames.MessageReceived],
            LeadsCaptured = counts[AnalyticsNames.LeadCaptured],
        };

    private static DateOnly? ParseOptional(string text, string pointer)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw Invalid.Field(pointer, "format", "Must be a day, as 2026-03-01.").ToRpcException();
    }
}
