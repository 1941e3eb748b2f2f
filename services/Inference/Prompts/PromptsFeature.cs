using Chat.ServiceDefaults.ChatFiles;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Prompts;

/// <summary>Registers the making of prompts.</summary>
internal static class PromptsFeature
{
    /// <summary>Adds options and builder.</summary>
    public static void AddPrompts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptionsWithValidateOnStart<PromptsOptions>().BindConfiguration(PromptsOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<PromptsOptions>, PromptsOptionsValidator>();
        builder.Services.AddSingleton<IValidateOptions<PromptsOptions>, SystemPromptsValidator>();
        builder.Services.AddLiveOptions<PromptsOptions>();
        builder.Services.AddSingleton<PromptBuilder>();
    }
}
