using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Json;
using Grpc.Core;

namespace Chat.Gateway.WebSockets.Commands;

/// <summary><c>status</c>: an agent chooses what it is, from now on.</summary>
internal sealed class StatusCommand(AgentPresences.AgentPresencesClient presences) : CallCommand<StatusFrame>("status")
{
    protected override StatusFrame Read(JsonFields fields)
    {
        var id = fields.RequiredText("id", 1, SocketProtocol.MaxId);
        var status = fields.RequiredOneOf("status", "online", "away", "busy", "offline") switch
        {
            "online" => PresenceStatus.Online,
            "away" => PresenceStatus.Away,
            "busy" => PresenceStatus.Busy,
            _ => PresenceStatus.Offline,
        };
        return new StatusFrame(id, status);
    }

    protected override async Task CallAsync(StatusFrame frame, CallOptions options) =>
        _ = await presences.SetStatusAsync(new SetStatusRequest { Status = frame.Status }, options);
}
