using Chat.Inference.Tools.Custom;
using Chat.Inference.Tools.Humans;
using Chat.Inference.Tools.Leads;
using Chat.Inference.Tools.Mcp;
using Chat.ServiceDefaults.ChatFiles;
using Chat.ServiceDefaults.Egress;
using Chat.ServiceDefaults.Grpc;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Tools;

/// <summary>Registers what the model may call.</summary>
internal static class ToolsFeature
{
    /// <summary>Adds options, tools, and what runs them.</summary>
    public static void AddTools(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<ToolsOptions>().BindConfiguration(ToolsOptions.Section);
        services.AddLiveOptions<ToolsOptions>();
        services.AddSingleton<IValidateOptions<ToolsOptions>, ToolsOptionsValidator>();
        services.AddSingleton<IValidateOptions<ToolsOptions>, ToolSetsValidator>();
        builder.AddGrpcClient<Contracts.Sessions.V1.Leads.LeadsClient>("sessions");
        services.AddSingleton<LeadCapture>();
        builder.AddGrpcClient<Contracts.Sessions.V1.Assignments.AssignmentsClient>("sessions");
        services.AddSingleton<HumanRequests>();
        builder.AddEgress();
        services.AddSingleton<CustomToolEndpoint>();
        services.AddOptionsWithValidateOnStart<McpOptions>().BindConfiguration(McpOptions.Section);
        services.AddSingleton<IValidateOptions<McpOptions>, McpOptionsValidator>();
        services.AddSingleton<McpConnector>();
        services.AddHostedService<McpLoop>();
        services.AddSingleton<ToolFactory>();
        services.AddSingleton<ToolCatalog>();
        services.AddSingleton<ToolMetrics>();
        services.AddSingleton<ToolRunner>();
        services.AddSingleton<ToolsLog>();
    }
}
