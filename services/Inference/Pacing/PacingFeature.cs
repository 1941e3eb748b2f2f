using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Grpc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Chat.Inference.Pacing;

/// <summary>Registers what lets a reply take its time.</summary>
internal static class PacingFeature
{
    /// <summary>Adds pauses and typing.</summary>
    public static void AddPacing(this IHostApplicationBuilder builder)
    {
        builder.AddGrpcClient<Receipts.ReceiptsClient>("sessions");
        builder.Services.TryAddSingleton(Random.Shared);
        builder.Services.AddSingleton<PacingLog>();
        builder.Services.AddSingleton<ReplyPauses>();
        builder.Services.AddSingleton<LaterMessages>();
        builder.Services.AddSingleton<Typist>();
    }
}
