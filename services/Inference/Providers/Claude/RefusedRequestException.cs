namespace Chat.Inference.Providers.Claude;

/// <summary>An answer outside 2xx, on its way through the SDK.</summary>
internal sealed class RefusedRequestException(ProviderFailure failure)
    : HttpRequestException("The provider refused the request.")
{
    /// <summary>What it stands for.</summary>
    public ProviderFailure Failure => failure;
}
