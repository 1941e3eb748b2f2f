namespace Chat.Sessions.OfflineMessages;

/// <summary>What is stored under an idempotency key, and the hash of the request that stored it.</summary>
internal sealed record StoredOfflineMessage(OfflineMessage Message, byte[] RequestHash);
