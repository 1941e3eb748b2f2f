using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Settings;
using Chat.Sessions.WidgetConfig;

namespace Chat.Sessions.CannedResponses;

/// <summary>Fills in a canned response for one conversation.</summary>
internal sealed class RenderCannedResponseHandler(
    CannedResponseStore store,
    ConversationStore conversations,
    TenantSettings settings
)
{
    private const int MaxVariables = 50;
    private const int MaxValue = 500;

    public async Task<Result<RenderedText>> HandleAsync(
        RenderCannedResponse request,
        CancellationToken cancellationToken
    )
    {
        if (Validate(request.Variables) is { } invalid)
        {
            return invalid;
        }

        var tenantId = request.Principal.TenantId;
        if (await store.FindAsync(tenantId, request.ResponseId, cancellationToken) is not { } response)
        {
            return new CannedResponseNotFound();
        }

        ConversationState? conversation = null;
        if (request.ConversationId is { } id)
        {
            conversation = await conversations.FindAsync(tenantId, ConversationGuard.None, id, cancellationToken);
            if (conversation is null)
            {
                return new ConversationNotFound();
            }
        }

        var widget = await settings.GetAsync<WidgetSettings>(tenantId, cancellationToken);
        var rendered = CannedTemplate.Render(
            response.Text.Body,
            name => Known(name, request, conversation, widget) ?? request.Variables.GetValueOrDefault(name)
        );
        return rendered.Text.Length > MessagesLimits.Text ? new RenderedTooLong(MessagesLimits.Text) : rendered;
    }

    // What we know goes before what the caller says. The short names are those of the seeds.
    private static string? Known(
        string name,
        RenderCannedResponse request,
        ConversationState? conversation,
        WidgetSettings widget
    ) =>
        name switch
        {
            "customer.name" or "userName" => NameOf(conversation),
            "customer.firstName" => FirstWordOf(NameOf(conversation)),
            "customer.email" => NullIfEmpty(conversation?.Customer?.Email),
            "conversation.id" => conversation?.Id.ToString(),
            "conversation.subject" => NullIfEmpty(conversation?.Subject),
            "agent.name" or "agentName" => NullIfEmpty(request.Principal.DisplayName),
            "company.name" or "companyName" => NullIfEmpty(widget.Branding.CompanyName),
            _ => null,
        };

    private static string? NameOf(ConversationState? conversation) =>
        NullIfEmpty(conversation?.Customer?.Name) ?? NullIfEmpty(conversation?.Owner.DisplayName);

    private static string? FirstWordOf(string? name) =>
        name?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Invalid? Validate(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.Count > MaxVariables)
        {
            return Invalid.Field("/variables", "count", $"Must be at most {MaxVariables}.");
        }

        var faults = variables
            .Where(variable => variable.Value is null or { Length: > MaxValue })
            .Select(variable => new FieldFault(
                JsonPointer.Below("/variables", variable.Key),
                "length",
                $"Must have at most {MaxValue} UTF-16 units."
            ))
            .ToList();
        return faults.Count > 0 ? new Invalid(faults) : null;
    }
}

/// <summary>A canned response somebody is about to send.</summary>
internal sealed record RenderCannedResponse
{
    public required Principal Principal { get; init; }
    public required Guid ResponseId { get; init; }

    /// <summary>Where it will be sent; null: nowhere yet.</summary>
    public required Guid? ConversationId { get; init; }

    /// <summary>What else the caller knows.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }
}
