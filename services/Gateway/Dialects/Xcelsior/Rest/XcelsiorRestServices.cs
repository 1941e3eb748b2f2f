using Chat.Gateway.Upstreams;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>What the dialect's requests are answered with.</summary>
internal sealed record XcelsiorRestServices(
    SessionsRest Sessions,
    XcelsiorConversations Conversations,
    XcelsiorVisitors Visitors,
    XcelsiorCustomerIds CustomerIds,
    XcelsiorShapes Shapes
);
