#ifndef CORPUS_LINUX_DEVICE_MAPPER_H
#define CORPUS_LINUX_DEVICE_MAPPER_H

#include <linux/bio.h>
#include <linux/blkdev.h>

struct dm_target;
struct dm_table;
struct mapped_device;

struct dm_dev {
	struct block_device *bdev;
	fmode_t mode;
	char name[16];
};

typedef int (*dm_ctr_fn)(struct dm_target *target, unsigned int argc, char **argv);
typedef void (*dm_dtr_fn)(struct dm_target *ti);
/* With the target's own part of the bio as last parameter until 3.7. */
union map_info {
	void *ptr;
	unsigned long long ll;
};
typedef int (*dm_map_fn)();
typedef int (*dm_endio_fn)();
typedef int (*dm_status_fn)();
typedef int (*dm_ioctl_fn)();
typedef void (*dm_presuspend_fn)(struct dm_target *ti);
typedef void (*dm_postsuspend_fn)(struct dm_target *ti);
typedef int (*dm_preresume_fn)(struct dm_target *ti);
typedef void (*dm_resume_fn)(struct dm_target *ti);
typedef int (*dm_message_fn)();

struct target_type {
	const char *name;
	struct module *module;
	unsigned int version[3];
	dm_ctr_fn ctr;
	dm_dtr_fn dtr;
	dm_map_fn map;
	dm_endio_fn end_io;
	dm_presuspend_fn presuspend;
	dm_postsuspend_fn postsuspend;
	dm_preresume_fn preresume;
	dm_resume_fn resume;
	dm_message_fn message;
	dm_status_fn status;
	dm_ioctl_fn ioctl;
	struct list_head list;
};

struct dm_target {
	struct dm_table *table;
	struct target_type *type;
	sector_t begin;
	sector_t len;
	unsigned int num_flush_bios;
	unsigned int per_io_data_size;
	void *private;
	char *error;
};

#define DM_MAPIO_SUBMITTED 0
#define DM_MAPIO_REMAPPED 1
#define DM_MAPIO_REQUEUE 2
#define DM_MAPIO_KILL 4

#define DM_ENDIO_DONE 0
#define DM_ENDIO_INCOMPLETE 1

void *dm_per_bio_data(struct bio *bio, size_t data_size);
struct bio *dm_bio_from_per_bio_data(void *data, size_t data_size);
int dm_register_target(struct target_type *t);
void dm_unregister_target(struct target_type *t);
int dm_get_device(struct dm_target *ti, const char *path, fmode_t mode, struct dm_dev **result);
void dm_put_device(struct dm_target *ti, struct dm_dev *d);
fmode_t dm_table_get_mode(struct dm_table *t);
int __must_check dm_set_target_max_io_len(struct dm_target *ti, sector_t len);
void dm_table_event(struct dm_table *t);
struct mapped_device *dm_table_get_md(struct dm_table *t);
void dm_internal_suspend_fast(struct mapped_device *md);
void dm_internal_resume_fast(struct mapped_device *md);

#define dm_target_offset(ti, sector) ((sector) - (ti)->begin)

#define module_dm(name)                                                           \
	module_driver_of(name##_target, dm_register_target, dm_unregister_target)

#define DMERR(fmt, ...) pr_err("device-mapper: " fmt "\n", ##__VA_ARGS__)
#define DMWARN(fmt, ...) pr_warn("device-mapper: " fmt "\n", ##__VA_ARGS__)
#define DMERR_LIMIT(fmt, ...) DMERR(fmt, ##__VA_ARGS__)

#endif
