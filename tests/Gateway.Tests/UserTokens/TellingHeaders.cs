using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Chat.Gateway.Tests.UserTokens;

/// <summary>A request's headers, of which one tells when it is read.</summary>
internal sealed class TellingHeaders(string name, Action read) : HeaderDictionary, IHeaderDictionary
{
    StringValues IHeaderDictionary.this[string key]
    {
        get
        {
            if (key == name)
            {
                read();
            }
            return this[key];
        }
        set => this[key] = value;
    }
}
