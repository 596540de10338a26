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

struct blk_mq_ops {
	blk_status_t (*queue_rq)(struct blk_mq_hw_ctx *hctx, const struct blk_mq_queue_data *bd);
};

void blk_mq_start_request(struct request *rq);
void blk_mq_freeze_queue(struct request_queue *q);
void blk_mq_unfreeze_queue(struct request_queue *q);

#endif
