using Chat.ServiceDefaults.Grpc;

namespace Chat.Knowledge.Retrieval;

/// <summary>Registers retrieval.</summary>
internal static class RetrievalFeature
{
    /// <summary>Adds search and its gRPC service.</summary>
    public static void AddRetrieval(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SearchDocuments>();
        builder.Services.AddSingleton<SearchManyCall>();
        builder.Services.AddSingleton<RetrievalGrpcService>();
        builder.AddGrpcService<RetrievalGrpcService>();
    }
}
