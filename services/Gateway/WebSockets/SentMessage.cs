using Chat.Contracts.Inference.V1;

namespace Chat.Gateway.WebSockets;

/// <summary>A message that is durable; <paramref name="Rest"/> completes when its answer does.</summary>
internal sealed record SentMessage(ReplyAccepted Accepted, Task Rest);
