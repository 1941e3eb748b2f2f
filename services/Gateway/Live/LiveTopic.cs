using Chat.ServiceDefaults.Identity;

namespace Chat.Gateway.Live;

/// <summary>What is followed and by whom; the reader's identity decides tenant and access.</summary>
internal sealed record LiveTopic(Principal Reader, string ConversationId);
