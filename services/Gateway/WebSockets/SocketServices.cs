using Chat.Gateway.Live;
using Chat.Gateway.Presence;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.WebSockets;

/// <summary>What every socket of this instance shares.</summary>
internal sealed class SocketServices(
    CommandTable commands,
    ConnectedPrincipals principals,
    SocketAdmission admission,
    AgentSockets agents,
    LiveHub live,
    IOptions<SocketOptions> options
)
{
    public CommandTable Commands => commands;

    public ConnectedPrincipals Principals => principals;

    public SocketAdmission Admission => admission;

    public AgentSockets Agents => agents;

    public LiveHub Live => live;

    public SocketOptions Options => options.Value;

    public TimeProvider Time => live.Time;
}
