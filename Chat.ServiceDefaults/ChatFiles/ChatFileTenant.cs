namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>The options of one tenant: those of the original's server configuration, by its names.</summary>
internal static class ChatFileTenant
{
    /// <summary>Id of the tenant at the top of the file.</summary>
    public const string DefaultTenant = "00000000-0000-7000-8000-000000000001";

    private const int MaxUrl = 2_000;
    private const int MaxSecret = 512;
    private const int MaxEffort = 20;

    private static readonly string[] ProviderNames = ["type", "apiKey", "model", "reasoningEffort", "baseUrl"];

    private static readonly string[] RateLimitNames =
    [
        "maxRequests",
        "maxRequestsPerAddress",
        "windowMs",
        "maxCalls",
        "maxCallsPerAddress",
        "callWindowMs",
    ];

    // What an instance holds open: of all its tenants.
    private static readonly (string Name, int Most, string Setting)[] Limits =
    [
        ("maxStreams", 1_000_000, "Limits:MaxStreams"),
        ("maxStreamsPerVisitor", 10_000, "Limits:MaxStreamsPerVisitor"),
        ("maxStreamsPerAddress", 1_000_000, "Limits:MaxStreamsPerAddress"),
        ("maxSockets", 1_000_000, "WebSockets:MaxSockets"),
        ("maxSocketsPerPrincipal", 1_000_000, "WebSockets:MaxSocketsPerPrincipal"),
        ("maxSocketsPerAddress", 1_000_000, "WebSockets:MaxSocketsPerAddress"),
    ];

    /// <summary>What a tenant may have.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "provider",
        "systemPrompt",
        "tools",
        "toolTimeoutMs",
        "knowledge",
        "rateLimit",
        "limits",
        "webhooks",
        "analytics",
        "cors",
        "i18n",
    ];

    /// <summary>Reads them.</summary>
    /// <param name="tenantId">Null: the default tenant.</param>
    public static void Read(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        ReadProvider(tenant, tenantId, draft);
        ReadPrompt(tenant, tenantId, draft);
        ChatFileTools.Read(tenant, tenantId, draft);
        ReadToolTimeout(tenant, tenantId, draft);
        ChatFileKnowledge.Read(tenant, tenantId, draft);
        ReadRateLimit(tenant, tenantId, draft);
        ReadLimits(tenant, tenantId, draft);
        ReadWebhooks(tenant, tenantId, draft);
        ReadOrigins(tenant, tenantId, draft);
        ReadLocales(tenant, tenantId, draft);
        if (tenant.Flag("analytics") is { } counted)
        {
            ForDefaultOnly(
                tenant,
                "analytics",
                tenantId,
                draft,
                "Tenants:Default:Analytics",
                counted ? "true" : "false"
            );
        }
    }

    private static void ReadProvider(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        if (!tenant.TryGetObject("provider", [.. ProviderNames, "fallback"], out var provider))
        {
            return;
        }
        var type = provider.Word("type", "local", "claude", "openai", "gemini");
        var own = tenantId is { } id ? $"Inference:Tenants:{id}" : "Inference";
        draft.Set(own + ":Provider", type);
        draft.Set(own + ":Model", provider.Text("model", 200));
        draft.Set(own + ":ReasoningEffort", provider.Text("reasoningEffort", MaxEffort));
        // The default tenant's key is the vendor's; another tenant's is its own.
        var vendor = tenantId is null ? $"Inference:{type}" : own;
        draft.Set(vendor + ":ApiKey", provider.Text("apiKey", MaxSecret));
        draft.Set(vendor + ":BaseUrl", provider.Text("baseUrl", MaxUrl));
        if (provider.TryGetObject("fallback", ProviderNames, out var fallback))
        {
            draft.Set(own + ":Fallback:Provider", fallback.Word("type", "local", "claude", "openai", "gemini"));
            draft.Set(own + ":Fallback:Model", fallback.Text("model", 200));
            draft.Set(own + ":Fallback:ReasoningEffort", fallback.Text("reasoningEffort", MaxEffort));
            draft.Set(own + ":Fallback:ApiKey", fallback.Text("apiKey", MaxSecret));
            draft.Set(own + ":Fallback:BaseUrl", fallback.Text("baseUrl", MaxUrl));
        }
    }

    private static void ReadPrompt(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        if (tenant.Text("systemPrompt", 20_000) is { } prompt)
        {
            draft.Set(
                tenantId is { } id ? $"Inference:Prompt:SystemPrompts:{id}" : "Inference:Prompt:SystemPrompt",
                prompt
            );
        }
    }

    private static void ReadToolTimeout(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        if (tenant.Number("toolTimeoutMs", 100, 300_000) is { } timeout)
        {
            var text = TimeSpan.FromMilliseconds(timeout).ToString();
            ForDefaultOnly(tenant, "toolTimeoutMs", tenantId, draft, "Inference:Tools:CallTimeout", text);
        }
    }

    private static void ReadRateLimit(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        if (!tenant.TryGetObject("rateLimit", RateLimitNames, out var limit))
        {
            return;
        }
        var own = tenantId is { } id ? $"RateLimit:Tenants:{id}" : "RateLimit";
        draft.Set(own + ":MaxRequests", limit.Number("maxRequests", 1, 1_000_000));
        draft.Set(own + ":MaxRequestsPerAddress", limit.Number("maxRequestsPerAddress", 1, 1_000_000));
        draft.Set(own + ":MaxCalls", limit.Number("maxCalls", 1, 1_000_000));
        draft.Set(own + ":MaxCallsPerAddress", limit.Number("maxCallsPerAddress", 1, 1_000_000));
        SetWindow(own + ":Window", "windowMs");
        SetWindow(own + ":CallWindow", "callWindowMs");

        void SetWindow(string setting, string name)
        {
            if (limit.Number(name, 1_000, 86_400_000) is { } window)
            {
                draft.Set(setting, TimeSpan.FromMilliseconds(window));
            }
        }
    }

    private static void ReadLimits(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        if (!tenant.TryGetObject("limits", [.. Limits.Select(static limit => limit.Name)], out var limits))
        {
            return;
        }
        if (tenantId is not null)
        {
            limits.Fault("can be set for all tenants only, at the top of the file.");
            return;
        }
        foreach (var (name, most, setting) in Limits)
        {
            draft.Set(setting, limits.Number(name, 1, most));
        }
    }

    private static void ReadWebhooks(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        foreach (var hook in tenant.Items("webhooks"))
        {
            if (!hook.IsObject())
            {
                continue;
            }
            hook.RefuseUnknown(["url", "events", "secret", "format"]);
            var own = $"Webhooks:Subscriptions:{draft.NextWebhook()}";
            draft.Set(own + ":Tenant", tenantId?.ToString() ?? DefaultTenant);
            draft.Set(own + ":Url", hook.RequiredText("url", MaxUrl));
            draft.Set(own + ":Secret", hook.Text("secret", MaxSecret));
            draft.Set(own + ":Format", hook.Word("format", "chatcops", "standard") ?? "chatcops");
            var events = hook.Items("events");
            for (var index = 0; index < events.Count; index++)
            {
                draft.Set($"{own}:Events:{index}", events[index].Text(64));
            }
        }
    }

    private static void ReadOrigins(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        if (!tenant.TryGet("cors", out var cors))
        {
            return;
        }
        IReadOnlyList<ChatFileNode> origins = cors.IsText ? [cors] : cors.Items();
        if (tenantId is not null)
        {
            cors.Fault("the pages of other tenants are told by their publishable keys: set the key's allowed origins.");
            return;
        }
        for (var index = 0; index < origins.Count; index++)
        {
            if (origins[index].Text(MaxUrl) is { } origin && CheckOrigin(origins[index], origin))
            {
                // Pages without a key, whatever dialect they speak.
                draft.Set($"Dialects:ChatCops:AllowedOrigins:{index}", origin);
                draft.Set($"Dialects:Xcelsior:AllowedOrigins:{index}", origin);
                draft.Set($"Tenants:Default:AllowedOrigins:{index}", origin);
            }
        }
    }

    private static bool CheckOrigin(ChatFileNode node, string origin)
    {
        var isOrigin =
            origin == "*"
            || (
                Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.Scheme is "http" or "https"
                && string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)
            );
        if (!isOrigin)
        {
            node.Fault("must be * or an origin like https://shop.example, without a path.");
        }
        return isOrigin;
    }

    private static void ReadLocales(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        if (!tenant.TryGetObject("i18n", ["defaultLocale", "locales"], out var texts))
        {
            return;
        }
        var own = tenantId is { } id ? $"Locales:Tenants:{id}" : "Locales";
        draft.Set(own + ":Default", texts.Text("defaultLocale", 35));
        foreach (var locale in texts.Children("locales"))
        {
            foreach (var text in texts.TryGet("locales", out var all) ? all.Children(locale.Name) : [])
            {
                draft.Set($"{own}:Strings:{locale.Name}:{text.Name}", text.Text(500));
            }
        }
    }

    private static void ForDefaultOnly(
        ChatFileNode tenant,
        string name,
        Guid? tenantId,
        ChatFileDraft draft,
        string setting,
        string value
    )
    {
        if (tenantId is null)
        {
            draft.Set(setting, value);
        }
        else if (tenant.TryGet(name, out var field))
        {
            field.Fault("can be set for all tenants only, at the top of the file.");
        }
    }
}
