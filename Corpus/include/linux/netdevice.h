#ifndef CORPUS_LINUX_NETDEVICE_H
#define CORPUS_LINUX_NETDEVICE_H

#include <linux/workqueue.h>
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/skbuff.h>
#include <linux/timer.h>

struct ethtool_ops;
struct ifreq;
struct net;
struct net_device;

typedef int netdev_tx_t;
#define NETDEV_TX_OK 0
#define NETDEV_TX_BUSY 16
#define IFNAMSIZ 16

struct net_device_ops {
	int (*ndo_init)(struct net_device *dev);
	void (*ndo_uninit)(struct net_device *dev);
	int (*ndo_open)(struct net_device *dev);
	int (*ndo_stop)(struct net_device *dev);
	netdev_tx_t (*ndo_start_xmit)(struct sk_buff *skb, struct net_device *dev);
	void (*ndo_set_rx_mode)(struct net_device *dev);
	int (*ndo_set_mac_address)(struct net_device *dev, void *addr);
	int (*ndo_do_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
	int (*ndo_change_mtu)(struct net_device *dev, int mtu);
	/* With the queue since 5.6. */
	void (*ndo_tx_timeout)();
	/* With a result until 4.10. */
	void (*ndo_get_stats64)();
};

struct net_device {
	char name[IFNAMSIZ];
	unsigned int flags;
	unsigned int mtu;
	const struct net_device_ops *netdev_ops;
	const struct ethtool_ops *ethtool_ops;
	spinlock_t addr_list_lock;
	struct device dev;
	/* Since 6.14. */
	struct mutex lock;
};

struct napi_struct {
	struct list_head poll_list;
	int (*poll)(struct napi_struct *napi, int budget);
	struct net_device *dev;
};

#define to_net_dev(d) container_of(d, struct net_device, dev)
#define SET_NETDEV_DEV(net, pdev) ((net)->dev.parent = (pdev))
void *netdev_priv(const struct net_device *dev);
int register_netdev(struct net_device *dev);
void unregister_netdev(struct net_device *dev);
void free_netdev(struct net_device *dev);
struct net_device *alloc_etherdev(int size);
void netif_stop_queue(struct net_device *dev);
void netif_start_queue(struct net_device *dev);
void netif_wake_queue(struct net_device *dev);
void netif_carrier_on(struct net_device *dev);
void netif_carrier_off(struct net_device *dev);
bool netif_running(const struct net_device *dev);
int dev_set_mtu(struct net_device *dev, int mtu);
/* With a weight as last parameter until 6.0. */
void netif_napi_add();
bool napi_schedule(struct napi_struct *napi);
void napi_enable(struct napi_struct *napi);
void napi_disable(struct napi_struct *napi);

#endif
