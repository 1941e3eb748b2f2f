using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;

namespace Chat.Inference.Fakes;

/// <summary>Tokens that name their subject.</summary>
internal sealed class FakeTokens : IIdentityTokens
{
    public string Issue(Principal principal) => principal.Subject;

    public Result<Principal> Validate(string token) => throw new NotSupportedException();
}
