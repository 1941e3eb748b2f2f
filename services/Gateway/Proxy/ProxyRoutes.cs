namespace Chat.Gateway.Proxy;

/// <summary>The REST resources of the services that are public. What is not listed here cannot be reached.</summary>
internal static class ProxyRoutes
{
    private const string Sessions = "sessions";
    private const string Inference = "inference";
    private const string Knowledge = "knowledge";
    private const string Webhooks = "webhooks";

    private static readonly string Get = HttpMethods.Get;
    private static readonly string Post = HttpMethods.Post;
    private static readonly string Put = HttpMethods.Put;
    private static readonly string Patch = HttpMethods.Patch;
    private static readonly string Delete = HttpMethods.Delete;

    // Texts of full length, each unit written as an escape of six bytes; a message also has metadata.
    private const int MaxMessageBytes = 128 * 1024;

    // Fifty fields of a thousand units, notes of ten thousand.
    private const int MaxCustomerBytes = 512 * 1024;

    // As the service has it.
    private const int MaxSettingsBytes = 256 * 1024;
    private const int MaxTextBytes = 128 * 1024;
    private const int MaxFileBytes = 100 * 1024 * 1024;

    // Each by its name, so that each is described with its fields.
    private static readonly string[] SettingsSections =
    [
        "agents",
        "ai",
        "businessHours",
        "chat",
        "customers",
        "files",
        "labels",
        "live",
        "privacy",
        "rating",
        "routing",
        "sla",
        "widget",
    ];

    public static IReadOnlyList<ProxyRoute> All { get; } =
    [
        new("/v1/agent-threads", Sessions, ProxyAccess.AgentOrSecretKey, "Threads of agents", Get, Post),
        new("/v1/agent-threads/{id}", Sessions, ProxyAccess.AgentOrSecretKey, "A thread of agents", Get),
        new("/v1/agent-threads/{id}/messages", Sessions, ProxyAccess.AgentOrSecretKey, "Its messages", Get, Post),
        new("/v1/agent-threads/{id}/read", Sessions, ProxyAccess.AgentOrSecretKey, "Says how far one has read", Put),
        new("/v1/agents", Sessions, ProxyAccess.AgentOrSecretKey, "Agents", Get, Post),
        new("/v1/agents/available", Sessions, ProxyAccess.AgentOrSecretKey, "Agents with room", Get),
        new("/v1/agents/me", Sessions, ProxyAccess.AgentOrSecretKey, "The agent itself", Get),
        new("/v1/agents/me/password", Sessions, ProxyAccess.AgentOrSecretKey, "Changes one's password", Post)
        {
            TriesPassword = true,
        },
        new("/v1/agents/{id}", Sessions, ProxyAccess.AgentOrSecretKey, "An agent", Get, Patch, Delete),
        new("/v1/agents/{id}/hierarchy", Sessions, ProxyAccess.AgentOrSecretKey, "Places an agent", Put),
        new("/v1/agents/{id}/invitations", Sessions, ProxyAccess.AgentOrSecretKey, "Invites an agent", Post),
        new("/v1/agents/{id}/password", Sessions, ProxyAccess.AgentOrSecretKey, "Sets a password", Post),
        new("/v1/agents/{id}/reports", Sessions, ProxyAccess.AgentOrSecretKey, "Who reports to an agent", Get),
        new("/v1/agents/{id}/status", Sessions, ProxyAccess.AgentOrSecretKey, "Sets an agent's status", Put),
        new("/v1/agents/{id}/team-tree", Sessions, ProxyAccess.AgentOrSecretKey, "Who is below an agent", Get),
        new("/v1/analytics", Sessions, ProxyAccess.SecretKey, "Counts what happened", Get),
        new("/v1/attachments", Sessions, ProxyAccess.VisitorOrSecretKey, "Announces a file", Post),
        new("/v1/attachments/{id}", Sessions, ProxyAccess.VisitorOrSecretKey, "Deletes a file", Delete),
        new("/v1/attachments/{id}/content", Sessions, ProxyAccess.Link, "A file", Get),
        new("/v1/attachments/{id}/content", Sessions, ProxyAccess.Link, "Takes a file", Put)
        {
            IsUpload = true,
            MaxBodyBytes = MaxFileBytes,
        },
        new("/v1/canned-responses", Sessions, ProxyAccess.AgentOrSecretKey, "Canned responses", Get, Post)
        {
            MaxBodyBytes = MaxTextBytes,
        },
        new("/v1/canned-responses/categories", Sessions, ProxyAccess.AgentOrSecretKey, "Their categories", Get),
        new("/v1/canned-responses/reorder", Sessions, ProxyAccess.AgentOrSecretKey, "Puts them in order", Post),
        new(
            "/v1/canned-responses/{id}",
            Sessions,
            ProxyAccess.AgentOrSecretKey,
            "A canned response",
            Get,
            Patch,
            Delete
        )
        {
            MaxBodyBytes = MaxTextBytes,
        },
        new("/v1/canned-responses/{id}/render", Sessions, ProxyAccess.AgentOrSecretKey, "Fills in its variables", Post),
        new("/v1/conversations", Sessions, ProxyAccess.VisitorOrSecretKey, "Conversations", Get, Post)
        {
            MaxBodyBytes = MaxTextBytes,
        },
        new("/v1/conversations/{id}", Sessions, ProxyAccess.VisitorOrSecretKey, "A conversation", Get, Patch)
        {
            MaxBodyBytes = MaxTextBytes,
        },
        new("/v1/conversations/{id}/close", Sessions, ProxyAccess.VisitorOrSecretKey, "Closes a conversation", Put),
        new("/v1/conversations/{id}/resolve", Sessions, ProxyAccess.AgentOrSecretKey, "Resolves a conversation", Put),
        new("/v1/conversations/{id}/reopen", Sessions, ProxyAccess.VisitorOrSecretKey, "Reopens a conversation", Put),
        new("/v1/conversations/{id}/await", Sessions, ProxyAccess.AgentOrSecretKey, "Waits for the customer", Put),
        new("/v1/conversations/{id}/resume", Sessions, ProxyAccess.AgentOrSecretKey, "Waits no longer", Put),
        new("/v1/conversations/{id}/archive", Sessions, ProxyAccess.AgentOrSecretKey, "Archives a conversation", Put),
        new("/v1/conversations/{id}/notes", Sessions, ProxyAccess.AgentOrSecretKey, "Notes", Get, Post)
        {
            MaxBodyBytes = MaxTextBytes,
        },
        new("/v1/conversations/{id}/notes/{noteId}", Sessions, ProxyAccess.AgentOrSecretKey, "A note", Patch, Delete)
        {
            MaxBodyBytes = MaxTextBytes,
        },
        new("/v1/conversations/{id}/tags/{tag}", Sessions, ProxyAccess.AgentOrSecretKey, "A tag", Put, Delete),
        new("/v1/conversations/{id}/label", Sessions, ProxyAccess.AgentOrSecretKey, "The label", Put, Delete),
        new("/v1/conversations/{id}/rating", Sessions, ProxyAccess.VisitorOrSecretKey, "The rating", Get, Put),
        new("/v1/conversations/{id}/messages", Sessions, ProxyAccess.VisitorOrSecretKey, "Messages", Get, Post)
        {
            MaxBodyBytes = MaxMessageBytes,
        },
        new(
            "/v1/conversations/{id}/messages/{messageId}",
            Sessions,
            ProxyAccess.VisitorOrSecretKey,
            "A message",
            Patch,
            Delete
        )
        {
            MaxBodyBytes = MaxMessageBytes,
        },
        new(
            "/v1/conversations/{id}/messages/{messageId}/reactions/{emoji}",
            Sessions,
            ProxyAccess.VisitorOrSecretKey,
            "A reaction",
            Put,
            Delete
        ),
        new(
            "/v1/conversations/{id}/messages/{messageId}/label",
            Sessions,
            ProxyAccess.AgentOrSecretKey,
            "A message's label",
            Put,
            Delete
        ),
        new("/v1/conversations/{id}/receipts", Sessions, ProxyAccess.VisitorOrSecretKey, "Receipts", Get, Put)
        {
            IsFree = true,
        },
        new("/v1/conversations/{id}/stats", Sessions, ProxyAccess.VisitorOrSecretKey, "Counts messages", Get),
        new("/v1/conversations/{id}/export", Sessions, ProxyAccess.AgentOrSecretKey, "Exports a conversation", Get),
        new("/v1/conversations/{id}/accept", Sessions, ProxyAccess.AgentOrSecretKey, "Takes what nobody has", Post),
        new("/v1/conversations/{id}/assign", Sessions, ProxyAccess.AgentOrSecretKey, "Gives it to an agent", Put),
        new("/v1/conversations/{id}/transfer", Sessions, ProxyAccess.AgentOrSecretKey, "Gives it to another", Post),
        new("/v1/conversations/{id}/take-over", Sessions, ProxyAccess.AgentOrSecretKey, "Takes it from the AI", Post),
        new("/v1/conversations/{id}/hand-back", Sessions, ProxyAccess.AgentOrSecretKey, "Leaves it to the AI", Post),
        new("/v1/conversations/{id}/escalate", Sessions, ProxyAccess.VisitorOrSecretKey, "Asks for a person", Post),
        new(
            "/v1/conversations/{id}/preferred-agent",
            Sessions,
            ProxyAccess.VisitorOrSecretKey,
            "Chooses an agent",
            Put
        ),
        new(
            "/v1/conversations/{id}/presence",
            Sessions,
            ProxyAccess.AgentOrSecretKey,
            "Whether a customer is there",
            Get
        ),
        new(
            "/v1/conversations/{id}/queue",
            Sessions,
            ProxyAccess.VisitorOrSecretKey,
            "Where it waits, or lets it wait",
            Get,
            Post
        ),
        new(
            "/v1/conversations/{id}/visitor",
            Sessions,
            ProxyAccess.AgentOrSecretKey,
            "Gets who a conversation is with",
            Get
        ),
        new(
            "/v1/conversations/{id}/replies/{replyId}/stop",
            Sessions,
            ProxyAccess.VisitorOrSecretKey,
            "Stops a reply",
            Post
        )
        {
            IsFree = true,
        },
        new("/v1/customers", Sessions, ProxyAccess.AgentOrSecretKey, "Customers", Get, Post)
        {
            MaxBodyBytes = MaxCustomerBytes,
        },
        new("/v1/customers/search", Sessions, ProxyAccess.AgentOrSecretKey, "Finds a customer by email", Get),
        new("/v1/customers/{id}", Sessions, ProxyAccess.AgentOrSecretKey, "A customer", Get, Patch, Delete)
        {
            MaxBodyBytes = MaxCustomerBytes,
        },
        new(
            "/v1/customers/{id}/conversations",
            Sessions,
            ProxyAccess.AgentOrSecretKey,
            "Lists a customer's conversations",
            Get
        ),
        new(
            "/v1/customers/{id}/visitors",
            Sessions,
            ProxyAccess.SecretKey,
            "Joins a visitor's history with a customer's",
            Post
        ),
        new("/v1/messages/labelled", Sessions, ProxyAccess.AgentOrSecretKey, "Lists labelled messages", Get),
        new("/v1/messages/search", Sessions, ProxyAccess.AgentOrSecretKey, "Searches messages", Get),
        new("/v1/keys", Sessions, ProxyAccess.SecretKey, "API keys", Get, Post),
        new("/v1/keys/{id}", Sessions, ProxyAccess.SecretKey, "An API key", Get, Delete),
        new("/v1/keys/{id}/rotate", Sessions, ProxyAccess.SecretKey, "Replaces an API key", Post),
        new("/v1/keys/{id}/revoke", Sessions, ProxyAccess.SecretKey, "Revokes an API key", Post),
        new("/v1/knowledge/search", Knowledge, ProxyAccess.AnyKey, "Searches the documents", Get),
        new("/v1/leads", Sessions, ProxyAccess.AgentOrSecretKey, "Lists leads", Get),
        new("/v1/me", Sessions, ProxyAccess.Person, "The caller", Get, Patch),
        new("/v1/me/conversations", Sessions, ProxyAccess.Person, "The caller's earlier conversations", Get),
        new("/v1/offline-messages", Sessions, ProxyAccess.Anyone, "Leaves an offline message", Post)
        {
            MaxBodyBytes = MaxTextBytes,
        },
        new("/v1/offline-messages", Sessions, ProxyAccess.AgentOrSecretKey, "Lists offline messages", Get),
        new("/v1/offline-messages/{id}", Sessions, ProxyAccess.AgentOrSecretKey, "Marks an offline message", Patch),
        new("/v1/settings", Sessions, ProxyAccess.AgentOrSecretKey, "All settings", Get),
        new("/v1/settings/audit", Sessions, ProxyAccess.AgentOrSecretKey, "Lists changes of settings", Get),
        new("/v1/queue", Sessions, ProxyAccess.AgentOrSecretKey, "Lists what waits for an agent", Get),
        .. SettingsSections.Select(static section => new ProxyRoute(
            $"/v1/settings/{section}",
            Sessions,
            ProxyAccess.AgentOrSecretKey,
            $"The settings {section}",
            Get,
            Put,
            Patch
        )
        {
            MaxBodyBytes = MaxSettingsBytes,
        }),
        new("/v1/widget-config", Sessions, ProxyAccess.Anyone, "What a widget needs to know", Get),
        new("/v1/support-persons", Sessions, ProxyAccess.Anyone, "Who can be chosen", Get),
        new("/v1/teams", Sessions, ProxyAccess.AgentOrSecretKey, "Teams", Get, Post),
        new("/v1/teams/{id}", Sessions, ProxyAccess.AgentOrSecretKey, "A team", Get, Patch, Delete),
        new("/v1/stats", Sessions, ProxyAccess.AgentOrSecretKey, "Counts conversations and agents", Get),
        new("/v1/usage", Inference, ProxyAccess.SecretKey, "What replies cost", Get),
        new("/v1/usage/records", Inference, ProxyAccess.SecretKey, "What each reply cost", Get),
        new("/v1/webhooks/deliveries", Webhooks, ProxyAccess.SecretKey, "Lists deliveries", Get),
        new("/v1/webhooks/deliveries/{id}", Webhooks, ProxyAccess.SecretKey, "Gets a delivery", Get),
        new("/v1/webhooks/deliveries/{id}/redeliver", Webhooks, ProxyAccess.SecretKey, "Delivers again", Post),
        new("/v1/webhooks/subscriptions", Webhooks, ProxyAccess.SecretKey, "Subscriptions", Get, Post),
        new("/v1/webhooks/subscriptions/{id}", Webhooks, ProxyAccess.SecretKey, "A subscription", Get, Patch, Delete),
        new("/v1/webhooks/subscriptions/{id}/enable", Webhooks, ProxyAccess.SecretKey, "Enables a subscription", Post),
        new(
            "/v1/webhooks/subscriptions/{id}/rotate-secret",
            Webhooks,
            ProxyAccess.SecretKey,
            "Gives a new secret",
            Post
        ),
        new(
            "/v1/webhooks/subscriptions/{id}/previous-secret",
            Webhooks,
            ProxyAccess.SecretKey,
            "Deletes the secret before",
            Delete
        ),
    ];
}
