using Chat.Contracts.Knowledge.V1;
using Chat.ServiceDefaults.Grpc;
using Microsoft.Extensions.Options;

namespace Chat.Inference.Passages;

/// <summary>Registers the asking of Knowledge.</summary>
internal static class PassagesFeature
{
    /// <summary>Adds options, client and finder.</summary>
    public static void AddPassages(this IHostApplicationBuilder builder)
    {
        builder.AddGrpcClient<Retrieval.RetrievalClient>("knowledge");
        builder.Services.AddOptionsWithValidateOnStart<PassagesOptions>().BindConfiguration(PassagesOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<PassagesOptions>, PassagesOptionsValidator>();
        builder.Services.AddSingleton<EmptyTenants>();
        builder.Services.AddSingleton<SearchCalls>();
        builder.Services.AddSingleton<PassageFinder>();
    }
}
