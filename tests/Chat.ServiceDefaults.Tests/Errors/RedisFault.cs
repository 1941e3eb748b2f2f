using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Chat.ServiceDefaults.Tests.Errors;

/// <summary>An exception of the Redis client, whose constructors are its own.</summary>
internal static class RedisFault
{
    public static Exception Create() =>
        (RedisException)RuntimeHelpers.GetUninitializedObject(typeof(RedisConnectionException));
}
