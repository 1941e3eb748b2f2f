using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.Visitors;

/// <summary>The newest conversations of a visitor or user, as far as its company lets it look back.</summary>
internal sealed class ListMyConversationsHandler(ConversationList conversations, TenantSettings settings)
{
    public async Task<Result<List<ConversationState>>> HandleAsync(
        Principal principal,
        CancellationToken cancellationToken
    )
    {
        var person = Person.Of(principal);
        if (!person.IsSuccess)
        {
            return person.Error;
        }

        var history = await settings.GetAsync<CustomersSettings>(principal.TenantId, cancellationToken);
        var guard = new ConversationGuard(person.Value.Kind, person.Value.Subject);
        if (!history.HistoryEnabled)
        {
            return new List<ConversationState>();
        }

        var newest = new ConversationFilter { Limit = history.HistoryLimit };
        var found = await conversations.PageAsync(principal.TenantId, guard, newest, cancellationToken);
        return found.Take(history.HistoryLimit).ToList();
    }
}
