namespace Chat.ServiceDefaults.ChatFiles;

/// <summary>The option <c>knowledge</c>: a list of sources, each questions with answers or a text.</summary>
internal static class ChatFileKnowledge
{
    private const string DefaultSlug = "default";

    public static void Read(ChatFileNode tenant, Guid? tenantId, ChatFileDraft draft)
    {
        var own = $"Knowledge:Tenants:{tenantId?.ToString() ?? DefaultSlug}";
        if (tenant.TryGet("knowledge", out _))
        {
            // Of an empty list too: what the tenant had before, or the demo, is then not to stay.
            draft.Set(own + ":Id", tenantId?.ToString() ?? ChatFileTenant.DefaultTenant);
        }
        var (faqs, texts) = (0, 0);
        foreach (var source in tenant.Items("knowledge"))
        {
            if (!source.IsObject())
            {
                continue;
            }
            switch (source.Word("type", "faq", "text"))
            {
                case "faq":
                    source.RefuseUnknown(["type", "entries"]);
                    foreach (var entry in source.Items("entries"))
                    {
                        ReadEntry(entry, $"{own}:Faq:{faqs++}", draft);
                    }
                    break;
                case "text":
                    source.RefuseUnknown(["type", "title", "text", "url"]);
                    var place = $"{own}:Texts:{texts++}";
                    draft.Set(place + ":Title", source.RequiredText("title", 500));
                    draft.Set(place + ":Text", source.RequiredText("text", 1_000_000));
                    draft.Set(place + ":Url", source.Text("url", 2_000));
                    break;
                default:
                    break;
            }
        }
    }

    private static void ReadEntry(ChatFileNode entry, string place, ChatFileDraft draft)
    {
        if (!entry.IsObject())
        {
            return;
        }
        entry.RefuseUnknown(["question", "answer", "url"]);
        draft.Set(place + ":Question", entry.RequiredText("question", 500));
        draft.Set(place + ":Answer", entry.RequiredText("answer", 4_000));
        draft.Set(place + ":Url", entry.Text("url", 2_000));
    }
}
