using Chat.Gateway.RateLimits;
using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>Who writes, and in which conversation.</summary>
/// <param name="Principal">What the services are told.</param>
/// <param name="ExternalId">The conversation's external id.</param>
/// <param name="Trust">How much is known of the visitor.</param>
internal sealed record ChatCopsVisitor(Principal Principal, string ExternalId, RateTrust Trust);
