namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>
/// The option <c>tools</c>: a list of what the model may call. Names, addresses, secrets and schemas are checked by
/// Inference at its start, all faults at once; here only what has no place in a setting.
/// </summary>
internal static class ChatFileTools
{
    private const int MaxUrl = 2_000;
    private const int MaxSecret = 4_000;
    private const int MaxDescription = 4_000;

    public static void Read(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        var own = tenantId is { } id ? $"Inference:Tools:Tenants:{id}" : "Inference:Tools:Default";
        if (tenantId is not null && tenant.TryGet("tools", out _))
        {
            // A tenant that names its tools has those and no others, also when it names none.
            draft.Set(own + ":CaptureLead:Enabled", "false");
        }
        var (custom, servers) = (0, 0);
        foreach (var tool in tenant.Items("tools").Where(tool => tool.IsObject()))
        {
            switch (tool.Word("type", "capture_lead", "http", "mcp"))
            {
                case "capture_lead":
                    tool.RefuseUnknown(["type", "source"]);
                    draft.Set(own + ":CaptureLead:Enabled", "true");
                    draft.Set(own + ":CaptureLead:Source", tool.Text("source", 100));
                    break;
                case "http":
                    ReadCustom(tool, $"{own}:Custom:{custom++}", draft);
                    break;
                case "mcp":
                    ReadServer(tool, $"{own}:Mcp:{servers++}", draft);
                    break;
                default:
                    break;
            }
        }
    }

    private static void ReadCustom(ChatFileNode tool, string place, ChatFileDraft draft)
    {
        tool.RefuseUnknown(["type", "name", "description", "schema", "url", "secret"]);
        draft.Set(place + ":Name", tool.RequiredText("name", 64));
        draft.Set(place + ":Description", tool.RequiredText("description", MaxDescription));
        draft.Set(place + ":Url", tool.RequiredText("url", MaxUrl));
        draft.Set(place + ":Secret", tool.RequiredText("secret", MaxSecret));
        if (tool.TryGet("schema", out var schema) && schema.IsObject())
        {
            draft.Set(place + ":Schema", schema.Json);
        }
    }

    private static void ReadServer(ChatFileNode tool, string place, ChatFileDraft draft)
    {
        tool.RefuseUnknown(["type", "name", "url", "token", "tools"]);
        draft.Set(place + ":Name", tool.RequiredText("name", 64));
        draft.Set(place + ":Url", tool.RequiredText("url", MaxUrl));
        draft.Set(place + ":Token", tool.Text("token", MaxSecret));
        var names = tool.Items("tools");
        for (var index = 0; index < names.Count; index++)
        {
            draft.Set($"{place}:Tools:{index}", names[index].Text(64));
        }
    }
}
