using Chat.Gateway.Live;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.Xcelsior.Sockets;

/// <summary>Who a socket is, and the one conversation it is in.</summary>
/// <param name="Visitor">Who.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="CustomerId">The customer's id, as the dialect shows it; the sender of what customers write.</param>
/// <param name="Start">Behind what reached the customer before.</param>
internal sealed record XcelsiorSeat(Principal Visitor, string ConversationId, string CustomerId, LogCursor Start);
