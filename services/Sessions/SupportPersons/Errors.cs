using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.SupportPersons;

/// <summary>The tenant does not let visitors choose.</summary>
internal sealed record AgentSelectionOff()
    : Forbidden(
        "agent_selection_off",
        "Visitors do not choose whom they talk to here: the setting agents.visitorAgentSelection is off."
    );
