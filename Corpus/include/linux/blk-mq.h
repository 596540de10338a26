#ifndef CORPUS_LINUX_BLK_MQ_H
#define CORPUS_LINUX_BLK_MQ_H

#include <linux/blkdev.h>

struct request;

struct blk_mq_hw_ctx {
	struct request_queue *queue;
	void *driver_data;
};

struct blk_mq_queue_data {
	struct request *rq;
	bool last;
};

struct blk_mq_tag_set {
	const struct blk_mq_ops *ops;
	unsigned int nr_hw_queues;
	unsigned int queue_depth;
	unsigned int cmd_size;
	unsigned int flags;
	int numa_node;
	void *driver_data;
};

#define BLK_MQ_F_BLOCKING (1 << 5)
#define BLK_MQ_F_SHOULD_MERGE (1 << 0)

enum blk_eh_timer_return {
	BLK_EH_DONE,
	BLK_EH_RESET_TIMER,
};

struct blk_mq_ops {
	/* With a flag as second parameter until 5.16. */
	enum blk_eh_timer_return (*timeout)();
	void (*complete)(struct request *rq);
	int (*init_request)();
	blk_status_t (*queue_rq)(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd);
};

void blk_mq_start_request(struct request *rq);
/* Since 6.14 the first returns what the second takes back. */
unsigned int blk_mq_freeze_queue(struct request_queue *q);
void blk_mq_unfreeze_queue();
void *blk_mq_rq_to_pdu(struct request *rq);
struct request *blk_mq_rq_from_pdu(void *pdu);
struct request_queue *blk_mq_init_queue(struct blk_mq_tag_set *set);
int blk_mq_alloc_tag_set(struct blk_mq_tag_set *set);

#endif
