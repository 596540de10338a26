#ifndef CORPUS_LINUX_VIRTIO_H
#define CORPUS_LINUX_VIRTIO_H

#include <linux/types.h>
#include <linux/gfp.h>

struct virtio_device;
struct virtqueue;

struct scatterlist {
	unsigned long page_link;
	unsigned int offset;
	unsigned int length;
};

typedef void vq_callback_t(struct virtqueue *vq);

struct virtqueue {
	struct list_head list;
	vq_callback_t *callback;
	const char *name;
	struct virtio_device *vdev;
	unsigned int index;
	unsigned int num_free;
	void *priv;
};

struct virtio_device {
	int index;
	bool failed;
	void *priv;
};

void sg_init_one(struct scatterlist *sg, const void *buf, unsigned int len);
int virtqueue_add_sgs(struct virtqueue *vq, struct scatterlist *sgs[], unsigned int out_sgs,
		      unsigned int in_sgs, void *data, gfp_t gfp);
bool virtqueue_kick(struct virtqueue *vq);
bool virtqueue_kick_prepare(struct virtqueue *vq);
bool virtqueue_notify(struct virtqueue *vq);
void *virtqueue_get_buf(struct virtqueue *vq, unsigned int *len);
void virtqueue_disable_cb(struct virtqueue *vq);
bool virtqueue_enable_cb(struct virtqueue *vq);
bool virtqueue_is_broken(struct virtqueue *vq);
int virtio_find_vqs(struct virtio_device *vdev, unsigned int nvqs, struct virtqueue *vqs[],
		    vq_callback_t *callbacks[], const char *const names[]);
void virtio_device_ready(struct virtio_device *vdev);

struct virtio_driver {
	const char *name;
	int (*probe)(struct virtio_device *vdev);
	void (*remove)(struct virtio_device *vdev);
};

int register_virtio_driver(struct virtio_driver *drv);
void unregister_virtio_driver(struct virtio_driver *drv);

#endif
