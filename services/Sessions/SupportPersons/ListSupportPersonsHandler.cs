using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Paging;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.SupportPersons;

/// <summary>Whom visitors can choose now: public agents who are online and have room, if the tenant lets them.</summary>
internal sealed class ListSupportPersonsHandler(AgentDirectory directory, TenantSettings settings)
{
    /// <summary>Newest first; one more than asked for tells whether there are more.</summary>
    public async Task<Result<List<AgentCard>>> HandleAsync(
        Principal principal,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var agents = await settings.GetAsync<AgentsSettings>(principal.TenantId, cancellationToken);
        return agents.VisitorAgentSelection
            ? await directory.ListAvailableAsync(
                principal.TenantId,
                AgentVisibility.Public,
                page.Cursor,
                page.Limit + 1,
                cancellationToken
            )
            : new AgentSelectionOff();
    }
}
