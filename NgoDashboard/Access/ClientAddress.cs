using System.Net;
using System.Net.Sockets;

namespace NgoDashboard.Access;

/// <summary>Client addresses, in the form used for rate limits and logs.</summary>
public static class ClientAddress
{
    const int NetworkPrefixBytes = 8;

    /// <summary>IPv4 as IPv4: a dual-stack socket reports it as "::ffff:10.1.2.3".</summary>
    public static IPAddress Normalize(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// The unit of rate limits: an IPv4 address, or the /64 network of an IPv6 address, because one household has a whole /64 and would
    /// never reach a limit per address.
    /// </summary>
    public static IPAddress RateLimitNetwork(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        var plain = Normalize(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6)
            return plain;
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(NetworkPrefixBytes).Clear();
        return new(bytes);
    }
}
