#ifndef CORPUS_LINUX_SKBUFF_H
#define CORPUS_LINUX_SKBUFF_H

#include <linux/gfp.h>
#include <linux/spinlock.h>

struct net_device;
struct sock;

struct sk_buff {
	struct sk_buff *next, *prev;
	struct sock *sk;
	struct net_device *dev;
	unsigned int len;
	unsigned char *data;
	char cb[48];
};

struct sk_buff_head {
	struct sk_buff *next, *prev;
	u32 qlen;
	spinlock_t lock;
};

struct sk_buff *alloc_skb(unsigned int size, gfp_t gfp);
struct sk_buff *skb_clone(struct sk_buff *skb, gfp_t gfp);
struct sk_buff *skb_dequeue(struct sk_buff_head *list);
struct sk_buff *__skb_dequeue(struct sk_buff_head *list);
void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb);
void __skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb);
void skb_queue_head_init(struct sk_buff_head *list);
void skb_queue_purge(struct sk_buff_head *list);
void kfree_skb(struct sk_buff *skb);
void consume_skb(struct sk_buff *skb);
#define dev_kfree_skb(skb) consume_skb(skb)

#endif
